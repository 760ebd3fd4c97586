package reader

import (
	"context"
	"sync"

	"rantau/app/ui"
	"rantau/campus"
)

// note is an annotation of the document that is read.
type note struct {
	campus.Record
	campus.Annotation
}

// notes are those of one's own and those for all. They belong to the goroutine that draws.
type notes struct {
	screen          *Screen
	guard, resuming ui.Guard
	look            noteLook
	spots           map[int]noteSpots // by page
	chosen          campus.ID
	saved           campus.ID // to be brought in sight in the list once it is there
	resumed         bool      // it is known what was begun
	pending         func()    // what waits for that
	leave           func()    // takes back that a page is asked for the words that are selected
	led             campus.ID // to be chosen once it is there
	list            *noteList
	edit            *noteEdit // nil while none is written

	marking sync.Mutex // one bookmark at a time: the second press sees what the first did
}

func newNotes(s *Screen) *notes {
	n := &notes{screen: s, spots: map[int]noteSpots{}}
	n.list = newNoteList(n)
	return n
}

// begin is for pages that are shown: what there is on them, and what was begun.
func (n *notes) begin(led campus.ID) {
	if n.screen.beside {
		return
	}
	n.led = led
	n.load()
	n.resume()
}

// end is for pages that go.
func (n *notes) end() {
	if n.edit != nil && n.screen.gone {
		n.edit.outlive()
	}
	n.guard.Stop()
	n.resuming.Stop()
	n.resumed, n.pending, n.edit = false, nil, nil
	n.leave, n.chosen, n.led = nil, "", ""
	n.look, n.spots = noteLook{}, map[int]noteSpots{}
	n.list.refresh()
}

// changed looks again where others' may have come.
func (n *notes) changed(c campus.Notice) {
	if n.screen.pages != nil && !n.screen.beside && (c.Kinds == nil || c.Touches("annotation", "membership", "person")) {
		n.load()
	}
}

func (n *notes) load() {
	if n.screen.pages == nil || n.screen.closed {
		return
	}
	env, document := n.screen.env, n.screen.record
	ui.Load(env, &n.guard, func(ctx context.Context) (noteLook, error) { return lookAtNotes(ctx, env, document) }, func(l noteLook, err error) {
		if err != nil {
			n.screen.trouble.Say(ui.Sentence(err))
			return
		}
		n.show(l)
		if i := n.find(n.saved); i >= 0 {
			n.list.column.ScrollTo(i)
		}
		n.saved = ""
		if led := n.led; led != "" {
			n.led = ""
			n.choose(led)
		}
	})
}

// show brings pages, list and bar up to date.
func (n *notes) show(l noteLook) {
	n.look, n.spots = l, map[int]noteSpots{}
	n.list.refresh()
	if n.edit != nil {
		n.edit.offer()
	}
	if p := n.screen.pages; p != nil {
		p.remark()
		n.follow(p.page())
	}
}

// find gives one by its ID, -1 for none.
func (n *notes) find(id campus.ID) int {
	for i, one := range n.look.all {
		if one.ID == id {
			return i
		}
	}
	return -1
}

// choose leads to one: on its page, and in the list.
func (n *notes) choose(id campus.ID) {
	i := n.find(id)
	p := n.screen.pages
	if i < 0 || p == nil {
		return
	}
	n.chosen = id
	n.screen.ShowPanel(panelNotes)
	n.list.refresh()
	n.list.column.ScrollTo(i)
	n.reach(n.look.all[i])
	p.remark()
}

// mine tells whether one is the person's own, and nobody else's.
func (n *notes) mine(one note) bool {
	return !one.Record.ForAll() || one.In == campus.PersonalSpace(n.me())
}

func (n *notes) me() campus.ID { return n.screen.env.Replica.Me() }

// may tells whether the person may change or remove one.
func (n *notes) may(one note) bool { return n.mine(one) || n.look.leads }

// follow tells the bar whether the page that is read has a bookmark.
func (n *notes) follow(page int) {
	on := false
	for _, one := range n.look.all {
		on = on || one.Page == page+1 && one.IsBookmark() && n.mine(one)
	}
	n.screen.bar.marked(on)
}
