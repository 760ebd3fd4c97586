package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"

	"rantau/app/lang"
	"rantau/app/theme"
)

// Settings are what one profile chose on this computer. They are not Fyne's
// preferences: those are one file for all the profiles.
type Settings struct {
	Language string         `json:"language"` // a tag of lang.All; "" for the system's
	Dark     bool           `json:"dark"`
	Text     theme.TextSize `json:"text"`
	Quiet    bool           `json:"quiet"` // no notifications of the desktop's
}

// checked puts the usual where the file, which anybody may edit, says nothing sensible.
func (s Settings) checked() Settings {
	if !lang.Speaks(s.Language) {
		s.Language = ""
	}
	if s.Text != theme.Small && s.Text != theme.Large {
		s.Text = theme.Normal
	}
	return s
}

func (s Settings) look() theme.Look { return theme.Look{Dark: s.Dark, Text: s.Text} }

// drawer is the file that settings are kept in.
type drawer struct {
	path    string // "" to forget them at the end
	now     Settings
	mu      sync.Mutex // guards next; the file is written under writing
	next    *Settings
	writing sync.Mutex
	busy    sync.WaitGroup
}

// openDrawer reads the settings. A missing or broken file is a first start's: what
// is in it is chosen again with two taps, and must not stand in anybody's way.
func openDrawer(path string) *drawer {
	d := &drawer{path: path}
	if b, err := os.ReadFile(path); path != "" && err == nil {
		_ = json.Unmarshal(b, &d.now)
	}
	d.now = d.now.checked()
	return d
}

// put keeps the settings, soon: call it on the goroutine that draws.
func (d *drawer) put(s Settings) {
	d.now = s.checked()
	if d.path == "" {
		return
	}
	d.mu.Lock()
	d.next = &s
	d.mu.Unlock()
	d.busy.Go(d.write)
}

// write writes the newest settings, whole or not at all.
func (d *drawer) write() {
	d.writing.Lock()
	defer d.writing.Unlock()
	d.mu.Lock()
	s := d.next
	d.next = nil
	d.mu.Unlock()
	if s == nil { // a later one has taken it along
		return
	}
	b, err := json.MarshalIndent(s.checked(), "", "\t")
	if err != nil {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(d.path), "settings-*")
	if err != nil { // a full disk: the settings hold until the end
		return
	}
	_, err = f.Write(append(b, '\n'))
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), d.path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
}

// close waits until all is written.
func (d *drawer) close() { d.busy.Wait() }
