package documents

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

func mayFolder(k looked, r campus.Record) bool {
	return ui.MayEdit(k.actor, k.in, r, "name", "parent", "order")
}

// newFolder asks for the name of a folder in the open one.
func (l *List) newFolder() {
	parent := l.folder
	l.nameFolder(newFolderWord.Say(), "folder/new/"+string(l.space)+"/"+string(parent), "", nil, func(name string, _ campus.Body) (campus.Change, bool) {
		return campus.Create(campus.NewID(), "folder", &campus.Folder{Name: name, Parent: parent}), true
	})
}

func (l *List) renameFolder(r campus.Record) {
	l.nameFolder(renameWord.Say(), "folder/"+string(r.ID), campus.As[campus.Folder](r).Name, r.Body, func(name string, base campus.Body) (campus.Change, bool) {
		r.Body = base
		f := campus.As[campus.Folder](r)
		f.Name = name
		return campus.Edit(r, &f)
	})
}

func (l *List) nameFolder(title, place, was string, base campus.Body, change func(string, campus.Body) (campus.Change, bool)) {
	space, shelves, parent := l.space, l.look.shelves, l.folder
	f := widget.NewForm(l.env)
	name := f.Line("name", fieldName.Say(), folderHint.Say())
	name.OnSubmitted = func(string) { f.Save() }
	f.OnSave = func(v widget.Values, done func(error)) {
		for _, r := range shelves.In(parent) {
			if other := campus.As[campus.Folder](r).Name; strings.EqualFold(other, v["name"]) && !strings.EqualFold(v["name"], was) {
				done(&campus.Error{Code: campus.Invalid, Field: "name", Message: folderTwin.Say(widget.Clean(other))})
				return
			}
		}
		c, differs := change(v["name"], f.Base())
		if !differs {
			done(nil)
			return
		}
		ui.Do(l.env, func(ctx context.Context) error {
			return f.Keep(ctx, campus.Action{Space: space, Changes: []campus.Change{c}})
		}, func(err error) {
			done(err)
			l.Shown()
		})
	}
	f.Open(fyne.NewSize(480, 240), title, save.Say(), place, widget.Values{"name": was}, base)
}

// removeFolder asks, and moves what is in a folder up.
func (l *List) removeFolder(e entry) {
	up := everything.Say()
	if p := l.look.shelves.Parent(e.record.ID); p != "" {
		for _, r := range l.look.shelves.Way(p) {
			up = widget.Clean(campus.As[campus.Folder](r).Name)
		}
	}
	widget.Ask(l.env.Window, removeWord.Say(), removeFolderAsk.Say(short(e.doc.Name), up), func() {
		changes := campus.Unfold(e.record, l.look.shelves, l.look.records())
		if len(changes) == 1 { // it was empty: a removal like any other
			l.save(changes...)
			return
		}
		env, space := l.env, l.space
		ui.Do(env, func(ctx context.Context) error { return saveAll(ctx, env, space, changes) }, func(err error) {
			l.trouble.Say(ui.Sentence(err))
			if err == nil {
				env.Gone(e.doc.Name, func(ctx context.Context) error { return refold(ctx, env, space, e.record.ID, changes) })
			}
			l.Shown()
		})
	})
}

// refold brings a folder back, and into it what was in it and is still where it went.
func refold(ctx context.Context, env *ui.Env, space, folder campus.ID, unfolded []campus.Change) error {
	changes := campus.Action{Changes: unfolded}.Revived().Changes
	for _, c := range unfolded {
		if c.Delete {
			continue
		}
		r, err := env.Replica.Record(ctx, c.Record)
		if campus.CodeOf(err) == campus.NotFound || err == nil && (r.Deleted || r.Space != space) {
			continue
		}
		if err != nil {
			return err
		}
		var back campus.Change
		differs := false
		switch r.Kind {
		case "folder":
			v := campus.As[campus.Folder](r)
			v.Parent = folder
			back, differs = campus.Edit(r, &v)
		case "document":
			v := campus.As[campus.Document](r)
			v.Folder = folder
			back, differs = campus.Edit(r, &v)
		}
		if differs {
			changes = append(changes, back)
		}
	}
	return saveAll(ctx, env, space, changes)
}

// moveTo asks for the folder to put something into.
func (l *List) moveTo(e entry) {
	k := l.look
	type place struct {
		id    campus.ID
		name  string
		depth int
	}
	places := []place{{"", everything.Say(), 0}}
	var add func(in campus.ID, depth int)
	add = func(in campus.ID, depth int) {
		for _, f := range folders(k, in, nil) {
			if !e.folder || f.record.ID != e.record.ID {
				places = append(places, place{f.record.ID, widget.Clean(f.doc.Name), depth})
				add(f.record.ID, depth+1)
			}
		}
	}
	add("", 1)
	var sheet *widget.Sheet
	list := widget.NewList(func() int { return len(places) }, func() fyne.CanvasObject {
		return container.New(&indent{}, widget.Icon(theme.IconResources, theme.ColorNameAccent), widget.NewLine(""))
	}, func(i int, o fyne.CanvasObject) {
		box := o.(*fyne.Container)
		line := box.Objects[1].(*widget.Line)
		line.SetText(places[i].name)
		color := theme.ColorNameQuiet
		if l.mayMove(e, places[i].id) {
			color = theme.ColorNameAccent
		}
		line.Color = color
		line.Refresh()
		box.Layout.(*indent).depth = places[i].depth
		box.Layout.Layout(box.Objects, box.Size())
	})
	list.OnSelected = func(i int) {
		list.UnselectAll()
		if l.mayMove(e, places[i].id) {
			sheet.Hide()
			l.move(e, places[i].id)
		}
	}
	hint := widget.Inset(widget.Quiet(moveHint.Say(short(e.doc.Name))), 0, 6, 0, 0)
	sheet = widget.ShowSheet(l.env.Window, fyne.NewSize(480, 460), moveTitle.Say(), container.NewBorder(hint, nil, nil, nil, list),
		widget.NewButton(cancel.Say(), nil, func() { sheet.Hide() }))
	widget.Focus(list)
}

// indent puts an icon and a line as deep as a folder is.
type indent struct{ depth int }

func (*indent) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, max(o[0].MinSize().Height, o[1].MinSize().Height)+12)
}

func (n *indent) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x := float32(8 + 20*min(n.depth, 10))
	icon := o[0].MinSize()
	o[0].Resize(icon)
	o[0].Move(fyne.NewPos(x, (s.Height-icon.Height)/2))
	h := o[1].MinSize().Height
	o[1].Resize(fyne.NewSize(max(0, s.Width-x-icon.Width-16), h))
	o[1].Move(fyne.NewPos(x+icon.Width+8, (s.Height-h)/2))
}
