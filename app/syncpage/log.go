package syncpage

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// record is the tab of the last syncs.
type record struct {
	env     *ui.Env
	guard   ui.Guard
	trouble *widget.Trouble
	notes   []campus.SyncNote
	list    *widget.List
	empty   fyne.CanvasObject
	content fyne.CanvasObject
}

func newRecord(env *ui.Env, trouble *widget.Trouble) *record {
	r := &record{env: env, trouble: trouble, empty: widget.Empty(logNone.Say(), logNoneHint.Say())}
	r.list = widget.NewList(func() int { return len(r.notes) }, func() fyne.CanvasObject { return widget.NewRow() }, r.row)
	r.list.OnSelected = func(int) { r.list.UnselectAll() }
	r.content = container.NewStack(r.list, r.empty)
	return r
}

func (r *record) load() {
	ui.Load(r.env, &r.guard, r.env.Link.Syncs, func(notes []campus.SyncNote, err error) {
		r.trouble.Say(ui.Sentence(err))
		r.notes = notes
		widget.ShowIf(r.empty, len(notes) == 0)
		r.list.Refresh()
	})
}

func (r *record) row(i int, o fyne.CanvasObject) {
	n := r.notes[i]
	title, below := movedWords(n)
	widget.RowOf(o).Set(title, below, ui.At(n.At, r.env.Now()), false)
}

// movedWords says what a sync moved: what went wrong comes first.
func movedWords(n campus.SyncNote) (title, below string) {
	var what []string
	if n.Sets > 0 {
		what = append(what, logSent.Count(n.Sets))
	}
	if n.Records > 0 {
		what = append(what, logCame.Count(n.Records))
	}
	if n.Files > 0 {
		what = append(what, logFiles.Count(n.Files))
	}
	if len(what) == 0 && n.Trouble == "" {
		what = append(what, logPart.Say())
	}
	cost := dataBoth.Say(ui.Bytes(n.Sent), ui.Bytes(n.Received)) + dot + logTook.Say(seconds(n.Took))
	if n.Trouble == "" {
		return strings.Join(what, dot), cost
	}
	return ui.Capital(ui.Reason(n.Trouble)), strings.Join(append(what, cost), dot)
}

const dot = " · "

// seconds is how long something took, to a tenth of a second.
func seconds(d time.Duration) float64 { return d.Round(100 * time.Millisecond).Seconds() }
