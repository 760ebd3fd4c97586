package groups

import (
	"context"
	"encoding/json"
	"strings"

	base "fyne.io/fyne/v2/theme"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

func newPagePlace(group campus.ID) string { return "page/new/" + string(group) }

// pageEdit writes a shared page.
type pageEdit struct {
	*markdown.Writer
	screen *Screen
	group  campus.ID
	again  *ui.Again // what was refused of it, nil for nothing
	save   *widget.Button
}

func newPageEdit(s *Screen, group campus.ID, r campus.Record, again *ui.Again) *pageEdit {
	v := campus.As[campus.Page](again.Over(r))
	state := markdown.Written{ID: r.ID, Title: v.Title, Text: v.Text, Base: json.RawMessage(r.Body)}
	place := "page/" + string(r.ID)
	if r.ID == "" {
		place, state.ID = newPagePlace(group), campus.NewID()
	}
	p := &pageEdit{Writer: markdown.NewWriter(s.env, s.env.Draft(again.At(place)), r, state), screen: s, group: group, again: again}
	p.save = widget.Main(save.Say(), base.DocumentSaveIcon(), p.keep)
	p.Build(pageTitle, pageText, p.keep, func() { s.Back() }, p.save)
	return p
}

// keep saves the page.
func (p *pageEdit) keep() {
	p.Save(func(_ context.Context, r campus.Record, s markdown.Written) (campus.Action, error) {
		v := campus.As[campus.Page](r)
		v.Title, v.Text = strings.TrimSpace(s.Title), s.Text
		a := campus.Action{Space: p.group}
		if r.ID == "" {
			a.Changes = []campus.Change{campus.Create(s.ID, "page", &v)}
		} else if c, differs := campus.Edit(r, &v); differs {
			a.Changes = []campus.Change{p.again.Based(c)}
		}
		return a, nil
	}, func() {
		p.screen.Back()
		p.screen.read(p.State.ID)
	}, p.save)
}
