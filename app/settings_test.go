package app

import (
	"os"
	"path/filepath"
	"testing"

	"rantau/app/theme"
)

func TestSettings(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want Settings
	}{
		"none":              {"", Settings{Text: theme.Normal}},
		"whole":             {`{"language":"km","dark":true,"text":"large"}`, Settings{Language: "km", Dark: true, Text: theme.Large}},
		"cut":               {`{"language":"km","da`, Settings{Text: theme.Normal}},
		"an unknown tongue": {`{"language":"xx","text":"enormous"}`, Settings{Text: theme.Normal}},
		"of another kind":   {`{"language":7,"dark":true}`, Settings{Dark: true, Text: theme.Normal}},
		"not of us":         {"\x00\xff", Settings{Text: theme.Normal}},
	} {
		path := filepath.Join(t.TempDir(), "settings.json")
		if c.file != "" {
			if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := openDrawer(path).now; got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// Two profiles of one computer are two people: what one chooses is not the other's,
// and holds after a restart.
func TestSettingsAreTheProfiles(t *testing.T) {
	dir := t.TempDir()
	one, other := filepath.Join(dir, "one.json"), filepath.Join(dir, "other.json")
	d, e := openDrawer(one), openDrawer(other)
	for i := range 50 { // the last one counts, whichever write comes last
		d.put(Settings{Language: "th", Dark: i%2 == 1, Text: theme.Large})
	}
	e.put(Settings{Language: "vi"})
	d.close()
	e.close()
	if got, want := openDrawer(one).now, (Settings{Language: "th", Dark: true, Text: theme.Large}); got != want {
		t.Errorf("the one has %+v, want %+v", got, want)
	}
	if got, want := openDrawer(other).now, (Settings{Language: "vi", Text: theme.Normal}); got != want {
		t.Errorf("the other has %+v, want %+v", got, want)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "settings-*")); err != nil || len(left) > 0 {
		t.Errorf("left: %q, %v", left, err)
	}
}
