package reader

import (
	"strings"
	"testing"
)

// TestAFileThatIsCutShort says so: its pages are there as far as they go.
func TestAFileThatIsCutShort(t *testing.T) {
	whole := string(novel(8))
	for name, c := range map[string]struct {
		content string
		says    bool
	}{
		"cut":              {whole[:strings.LastIndex(whole, "xref\n0")], true},
		"whole":            {whole, false},
		"with more behind": {whole + strings.Repeat("\r\n", 500), false},
	} {
		t.Run(name, func(t *testing.T) {
			h, s, _ := opened(t, "novel.pdf", []byte(c.content))
			settled(t, h, s)
			if h.Sees("its end is missing") != c.says {
				t.Error("it says:", !c.says, h.Text())
			}
		})
	}
}
