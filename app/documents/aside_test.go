package documents_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"rantau/app/documents"
)

func TestOldCopiesGo(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	t.Setenv("TMP", tmp)
	t.Setenv("TEMP", tmp)
	from := filepath.Join(t.TempDir(), "chunk")
	if err := os.WriteFile(from, []byte("a document"), 0o600); err != nil {
		t.Fatal(err)
	}
	aside := func(age, edited time.Duration) string {
		path, err := documents.Aside(t.Context(), from, "Form 3.docx")
		if err != nil {
			t.Fatal(err)
		}
		for p, d := range map[string]time.Duration{path: edited, filepath.Dir(path): age} {
			if err := os.Chtimes(p, time.Time{}, time.Now().Add(-d)); err != nil {
				t.Fatal(err)
			}
		}
		return path
	}
	const day = 24 * time.Hour
	fresh, edited, old := aside(day/2, day/2), aside(3*day, time.Hour), aside(2*day, 2*day)
	other := filepath.Join(tmp, "rantau-sample")
	if err := os.Mkdir(other, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(other, time.Time{}, time.Now().Add(-9*day)); err != nil {
		t.Fatal(err)
	}
	documents.Tidy(time.Now())
	for path, stays := range map[string]bool{fresh: true, edited: true, old: false, other: true} {
		if _, err := os.Stat(path); (err == nil) != stays {
			t.Errorf("%s: %v, want it to stay: %v", path, err, stays)
		}
	}
	if _, err := os.Stat(filepath.Dir(old)); err == nil {
		t.Error("the folder of an old copy is left")
	}
}
