package protocol

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestTheDictionaryNeverChanges: a client of last year has this one.
func TestTheDictionaryNeverChanges(t *testing.T) {
	got := fmt.Sprintf("%x", sha256.Sum256(Dictionary))
	doc, err := os.ReadFile("../../docs/sync.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(doc), got) {
		t.Errorf("docs/sync.md does not name the dictionary %s", got)
	}
	if want := "f88435c355d151d963b320bdec07b980fa03c7cac1f081c153b499a4e42a8442"; got != want {
		t.Errorf("it is %s, and was %s", got, want)
	}
}
