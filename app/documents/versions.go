package documents

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

func mayReplace(k looked, r campus.Record) bool {
	return ui.MayEdit(k.actor, k.in, r, "manifest", "size", "name", "type", "versions")
}

// replace asks for the file that takes a document's place. What it had stays.
func (l *List) replace(r campus.Record) {
	widget.ChooseFile(l.env, nil, func(path string) {
		l.adder.strip.Hide()
		ui.Do(l.env, func(ctx context.Context) error { return l.adder.replaceBy(ctx, r, path) }, func(err error) {
			l.trouble.Say(ui.Sentence(err))
			l.adder.strip.Hide()
			if err == nil {
				l.adder.strip.Say(replacedSaid.Say(widget.Clean(campus.As[campus.Document](r).Name)), "", nil)
			}
			l.Shown()
		})
	})
}

func (a *adder) replaceBy(ctx context.Context, r campus.Record, path string) error {
	file, _, err := a.read(ctx, path)
	if err != nil {
		return err
	}
	now, err := a.list.env.Replica.Record(ctx, r.ID) // with what stands beside it
	if err != nil {
		return err
	}
	if file.Manifest == campus.As[campus.Document](now).Manifest {
		return campus.Errorf(campus.Invalid, "%s", sameFile.Say())
	}
	me := a.list.env.Replica.Me()
	return a.list.env.Replica.Save(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{campus.Replace(now, file, me, a.list.env.Now())}})
}

// ShowVersions lists the files that a document has, had, or that stand beside it.
func (l *List) ShowVersions(id campus.ID) {
	k := l.look
	var r campus.Record
	ui.Do(l.env, func(ctx context.Context) (err error) {
		r, err = l.env.Replica.Record(ctx, id)
		return err
	}, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		if err != nil {
			return
		}
		var sheet *widget.Sheet
		done := func(f func()) func() { return func() { sheet.Hide(); f() } }
		beside := map[string]bool{}
		for f := range maps.Values(campus.Beside(r)) {
			beside[f.Manifest] = true
		}
		box := widget.Stackup(8)
		if len(beside) > 0 {
			box.Add(widget.Lead(besideHint.Say()))
		}
		for i, f := range campus.History(r) {
			box.Add(l.versionCard(r, f, i == 0, beside, mayReplace(k, r), done))
		}
		buttons := []fyne.CanvasObject{widget.NewButton(closeWord.Say(), nil, func() { sheet.Hide() })}
		if others := otherFields(r); others && mayReplace(k, r) {
			buttons = append(buttons, widget.NewButton(besideOther.Say(), nil, done(func() { l.chooseFields(r) })))
		}
		sheet = widget.ShowSheet(l.env.Window, fyne.NewSize(640, 520), versionsTitle.Say(), container.NewVScroll(box), buttons...)
		sheet.Fit()
	})
}

func (l *List) versionCard(r campus.Record, f campus.FileVersion, current bool, beside map[string]bool, may bool, done func(func()) func()) fyne.CanvasObject {
	title := widget.Clean(f.Name)
	line := fmt.Sprintf("%s · %s · %s", ui.Bytes(f.Size), widget.Clean(l.look.people.Name(f.By)), ui.At(time.UnixMilli(f.At), l.env.Now()))
	switch {
	case current:
		line = versionNow.Say() + " · " + line
	case beside[f.Manifest]:
		line = versionBeside.Say() + " · " + line
	}
	as := asVersion(r, f)
	buttons := widget.Beside(4, widget.Plain(openWord.Say(), nil, done(func() {
		if l.env.Show != nil {
			l.env.Show(as)
		}
	})), widget.Plain(saveCopyWord.Say(), nil, done(func() { SaveCopy(l.env, as, l.adder.said) })))
	switch {
	case may && !current && beside[f.Manifest]:
		buttons.Add(widget.NewButton(versionUse.Say(), nil, done(func() { l.restore(r, f) })))
	case may && !current:
		buttons.Add(widget.NewButton(versionRestore.Say(), nil, done(func() { l.restore(r, f) })))
	case may && current && len(beside) > 0:
		buttons.Add(widget.NewButton(versionKeepIt.Say(), nil, done(func() { l.restore(r, f) })))
	}
	return widget.Card(container.NewBorder(nil, widget.Inset(container.NewHBox(buttons), 4, 0, 0, 0), nil, nil, widget.Stackup(1, widget.Bold(title), widget.Quiet(line))))
}

// asVersion is a document's record as it would be with another of its files.
func asVersion(r campus.Record, f campus.FileVersion) campus.Record {
	d := campus.As[campus.Document](r)
	if f.Manifest == d.Manifest {
		return r
	}
	d.Name, d.Size, d.Manifest, d.Type, d.Versions = f.Name, f.Size, f.Manifest, "", nil
	r.Body = campus.NewBody(campus.Create(r.ID, "document", &d).Set)
	return r
}

// restore makes a file the document's own. Its bytes have to be here, for who restores
// it brings it.
func (l *List) restore(r campus.Record, f campus.FileVersion) {
	ui.Do(l.env, func(ctx context.Context) error {
		if f.Manifest != campus.As[campus.Document](r).Manifest {
			if _, err := l.env.Files.OpenVersion(ctx, r.ID, f.Manifest, nil); err != nil {
				return err
			}
		}
		return l.env.Replica.Save(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{campus.Restore(r, f, l.env.Replica.Me(), l.env.Now())}})
	}, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		l.Shown()
	})
}

// otherFields tells whether something stands beside a document that is not a file.
func otherFields(r campus.Record) bool { return len(r.Versions) > len(campus.Beside(r)) }

// chooseFields lets the person decide about what is not a file: a name, a text.
func (l *List) chooseFields(r campus.Record) {
	files := campus.Beside(r)
	var rest []campus.Version
	for _, v := range r.Versions {
		if _, file := files[v.ID]; !file {
			rest = append(rest, v)
		}
	}
	r.Versions = rest
	widget.ShowVersions(l.env, r, l.look.people, []widget.Question{{Field: "name", Label: fieldName.Say()}, {Field: "category", Label: fieldCategory.Say()},
		{Field: "about", Label: fieldAbout.Say()}, {Field: "tags", Label: fieldTags.Say()}, {Field: "language", Label: fieldLanguage.Say()},
		{Field: "folder", Label: fieldFolder.Say(), Say: l.folderName}}, true, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		l.Shown()
	})
}

// folderName puts the ID of a folder in words.
func (l *List) folderName(value json.RawMessage) string {
	var id campus.ID
	_ = json.Unmarshal(value, &id)
	way := l.look.shelves.Way(id)
	if len(way) == 0 {
		return everything.Say()
	}
	return campus.As[campus.Folder](way[len(way)-1]).Name
}
