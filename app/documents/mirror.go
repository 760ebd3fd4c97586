package documents

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// What is said about the folder on the disk.
const (
	mirrorWord    lang.Text = "documents.mirrorWord"
	mirrorTitle   lang.Text = "documents.mirrorTitle"
	mirrorAsk     lang.Text = "documents.mirrorAsk"
	mirrorOpen    lang.Text = "documents.mirrorOpen"
	mirrorWhy     lang.Text = "documents.mirrorWhy"
	mirrorStop    lang.Text = "documents.mirrorStop"
	mirrorStopAsk lang.Text = "documents.mirrorStopAsk"
)

// mirror is the row that says where the folder on the disk is that is kept in step with this
// place, and how it stands. It takes no room where there is none.
type mirror struct {
	list    *List
	guard   ui.Guard
	now     campus.MirrorStatus
	has     bool
	binned  bool // something lies in the bin
	name    *widget.Line
	state   *widget.Prose
	buttons *fyne.Container
	box     fyne.CanvasObject
}

func newMirror(l *List) *mirror {
	m := &mirror{list: l, name: widget.Bold(""), state: widget.Note(""), buttons: widget.Beside(6)}
	icon := widget.Inset(widget.Middle(widget.Icon(base.FolderIcon(), theme.ColorNameAccent)), 0, 0, 0, 10)
	lines := widget.Stackup(1, m.name, m.state)
	m.box = widget.On(theme.ColorNameTint, widget.Pad(widget.Flush(nil, nil, icon, widget.Inset(widget.Middle(m.buttons), 0, 0, 12, 0), widget.Middle(lines)), 6, 14))
	m.box.Hide()
	return m
}

// offered tells whether this place can be kept in a folder: those that people share or have
// for themselves. The library of the exchange is for all, and large.
func (m *mirror) offered() bool {
	if m.list.env.Folders == nil {
		return false
	}
	switch m.list.look.in {
	case campus.InClass, campus.InGroup, campus.InPersonal:
		return true
	}
	return false
}

// load asks how it stands.
func (m *mirror) load() {
	folders, space := m.list.env.Folders, m.list.space
	if folders == nil || space == "" {
		return
	}
	binned, asks := false, !m.has
	ui.Load(m.list.env, &m.guard, func(ctx context.Context) (*campus.MirrorStatus, error) {
		all, err := folders.Mirrors(ctx)
		if err != nil {
			return nil, err
		}
		for _, s := range all {
			if s.Space == space {
				return &s, nil
			}
		}
		if asks { // its folder may be gone, and the bin not
			bin, err := folders.Bin(ctx, space)
			binned = len(bin) > 0
			return nil, err
		}
		return nil, nil
	}, func(s *campus.MirrorStatus, err error) {
		if err != nil {
			m.list.trouble.Say(ui.Sentence(err))
			return
		}
		m.binned = binned
		m.show(s)
	})
}

// reset is called for another place.
func (m *mirror) reset() {
	m.guard.Stop()
	m.binned = false
	m.show(nil)
}

func (m *mirror) show(s *campus.MirrorStatus) {
	shown, height := m.box.Visible(), m.box.MinSize().Height
	m.has, m.now = s != nil, campus.MirrorStatus{}
	if s != nil {
		m.now = *s
		words, color := ui.MirrorWords(*s)
		m.name.SetText(where(s.Dir, home))
		m.state.ColorName = color
		m.state.SetText(words)
		m.state.Refresh()
		m.actions(*s)
	}
	if widget.ShowIf(m.box, m.has); shown != m.has || height != m.box.MinSize().Height {
		m.list.relayout()
	}
}

func (m *mirror) actions(s campus.MirrorStatus) {
	env, row := m.list.env, []fyne.CanvasObject{}
	switch {
	case s.State == campus.Asks:
		row = append(row, widget.NewButton(ui.MirrorMissed.Say(), nil, func() { env.Folders.BringBack(s.Space) }),
			widget.NewButton(ui.MirrorMeant.Say(), nil, func() { env.Folders.Agree(s.Space) }))
	case s.State == campus.Away:
	case len(s.Stuck) > 0:
		row = append(row, widget.NewButton(mirrorWhy.Say(), nil, func() { env.Go(ui.Place{Section: ui.SectionSync}) }))
	default:
		row = append(row, widget.NewButton(mirrorOpen.Say(), base.FolderOpenIcon(), m.open))
	}
	row = append(row, widget.More(env.Window, m.menu))
	m.buttons.Objects = row
	m.buttons.Refresh()
}

// menu is what can be done with the folder.
func (m *mirror) menu() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	switch {
	case m.has:
		items = append(items, widget.Item(mirrorOpen.Say(), m.open))
	case m.offered():
		items = append(items, widget.Item(mirrorWord.Say(), m.choose))
	}
	if m.has || m.binned {
		items = append(items, widget.Item(binWord.Say(), m.showBin))
	}
	if m.has {
		items = append(items, widget.Item(mirrorStop.Say(), m.stop))
	}
	return items
}

// KeepInFolder asks for a folder to keep this place in.
func (l *List) KeepInFolder() { l.mirror.choose() }

// choose asks for a folder, and once more, for what is in it is added for everybody here.
func (m *mirror) choose() {
	l, space := m.list, m.list.space
	widget.ChooseFolder(l.env, func(path string) {
		widget.Confirm(l.env.Window, mirrorTitle.Say(), mirrorAsk.Say(short(filepath.Base(path))), func() {
			ui.Do(l.env, func(ctx context.Context) error { return l.env.Folders.Mirror(ctx, space, path) }, func(err error) {
				l.trouble.Say(ui.Sentence(err))
				m.load()
			})
		})
	})
}

func (m *mirror) open() {
	widget.OpenFolder(m.now.Dir, func(err error) { m.list.trouble.Say(ui.Sentence(err)) })
}

func (m *mirror) stop() {
	l, space := m.list, m.list.space
	widget.Confirm(l.env.Window, mirrorStop.Say(), mirrorStopAsk.Say(), func() {
		ui.Do(l.env, func(ctx context.Context) error { return l.env.Folders.Unmirror(ctx, space) }, func(err error) {
			l.trouble.Say(ui.Sentence(err))
			m.load()
		})
	})
}

// Folders looks anew at how the folder on the disk stands.
func (l *List) Folders() {
	if l.Visible() {
		l.mirror.load()
	}
}

// home is the folder of the person, which everybody knows.
var home, _ = os.UserHomeDir()

// where is a path as it is shown: the end of it counts.
func where(dir, home string) string {
	if rel, err := filepath.Rel(home, dir); err == nil && home != "" && rel != "." && filepath.IsLocal(rel) {
		dir = filepath.Join("~", rel)
	}
	const most = 40
	parts := strings.Split(filepath.ToSlash(dir), "/")
	words := filepath.FromSlash(strings.Join(parts, "/"))
	for len(parts) > 2 && len([]rune(words)) > most {
		parts = parts[1:]
		words = filepath.FromSlash("…/" + strings.Join(parts, "/"))
	}
	return widget.Clean(words)
}

// binWords is what lies in the bin, and until when.
func binWords(b campus.Binned) string { return binUntil.Say(ui.Bytes(b.Size), lang.Day(b.Until)) }

// pathOf puts a path on one line, with its folders.
func pathOf(p string) fyne.CanvasObject {
	dir, name := filepath.Split(filepath.FromSlash(p))
	lines := widget.Stackup(1, widget.Bold(widget.Clean(name)))
	if dir != "" {
		lines.Add(widget.Quiet(widget.Clean(filepath.Clean(dir))))
	}
	return container.NewStack(lines)
}
