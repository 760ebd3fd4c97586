package syncpage

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// carried is a file whose bytes are on their way.
type carried struct {
	campus.WaitingFile
	up     bool // to the server
	cancel bool // it can be given up here: nothing else hangs on it
}

// moving lists the files whose bytes are on their way to the server, and those that are
// kept on this computer and are not here yet, each with what is left of them in all.
func moving(ctx context.Context, env *ui.Env, names map[campus.ID]string) ([]item, error) {
	going, err := env.Files.Waiting(ctx)
	if err != nil {
		return nil, err
	}
	coming, err := env.Files.Coming(ctx)
	if err != nil || len(going)+len(coming) == 0 {
		return nil, err
	}
	kept, err := env.Files.Kept(ctx)
	if err != nil {
		return nil, err
	}
	var up, down []carried
	for _, f := range going {
		doc := campus.As[campus.Document](f.Document)
		alone := doc.HangsOn() == "" && len(f.Document.Files()) == 1 && doc.Stored == "" && !campus.ID(f.Document.Audience).Valid()
		up = append(up, carried{f, true, alone && f.Document.Author == env.Replica.Me()})
	}
	for _, f := range coming {
		down = append(down, carried{f, false, kept[f.Document.ID]})
	}
	m := env.Link.Status().Moving
	rate := func(w campus.Way) campus.Moving {
		if m.What != w {
			return campus.Moving{}
		}
		return m
	}
	return append(carriedItems(filesHead.Say(), up, rate(campus.SendingFile), names), carriedItems(comingHead.Say(), down, rate(campus.GettingFile), names)...), nil
}

// carriedItems lists files that go one way. What is held up or has no room takes no time.
func carriedItems(head string, files []carried, m campus.Moving, names map[campus.ID]string) []item {
	if len(files) == 0 {
		return nil
	}
	var left, goes int64
	for _, f := range files {
		left += f.left()
		if st := f.State; !st.Paused && !st.NoRoom && !st.Held && st.Trouble == "" {
			goes += f.left()
		}
	}
	out := []item{{heading: head, hint: filesLeft.Say(ui.Bytes(left)) + ui.LeftWords(m.In(goes))}}
	for _, f := range files {
		it := item{what: widget.Clean(f.Name), where: inPlace(names[f.Document.Space]), when: ui.Bytes(f.State.Size), file: &f}
		if !f.up && f.State.Here > 0 {
			it.when = filePart.Say(ui.Bytes(f.State.Here), ui.Bytes(f.State.Size))
		}
		switch {
		case f.State.Trouble != "":
			it.reason = ui.Reason(f.State.Trouble)
		case f.State.Paused:
			it.text = filePaused.Say()
		case f.State.NoRoom:
			it.text = fileNoRoom.Say()
		case f.State.Held:
			it.text = fileHeld.Say()
		}
		out = append(out, it)
	}
	return out
}

// left is how much of it is still to go, as far as this computer knows.
func (f carried) left() int64 {
	if f.up {
		return f.State.Size
	}
	return f.State.Size - f.State.Here
}

// fileRow is one file on its way, in as little room as it needs: there may be many.
func (s *Screen) fileRow(it item) fyne.CanvasObject {
	left := widget.Stackup(2, widget.Bold(it.what))
	for _, words := range some(it.where, it.text) {
		left.Add(widget.Quiet(words))
	}
	if it.reason != "" {
		why := widget.Lead(it.reason)
		why.ColorName = base.ColorNameError
		left.Add(why)
	}
	right := widget.Beside(12, widget.Middle(widget.Quiet(it.when).Full()), widget.Middle(s.ofFile(it.file)))
	return widget.Card(container.NewBorder(nil, nil, nil, widget.Middle(right), left))
}

// ofFile is what can be done with a file on its way.
func (s *Screen) ofFile(f *carried) fyne.CanvasObject {
	word := pauseFile.Say()
	if f.State.Paused {
		word = resumeFile.Say()
	}
	row := widget.Beside(6)
	if f.cancel {
		name := dropFile.Say()
		if f.up {
			name = cancelFile.Say()
		}
		row.Add(widget.Plain(name, nil, func() { s.cancelFile(f) }))
	}
	row.Add(widget.NewButton(word, nil, func() {
		s.doFile(func(ctx context.Context) error { return s.env.Files.Pause(ctx, f.Document.ID, !f.State.Paused) })
	}))
	return row
}

// cancelFile gives up a file: what was to come is no longer kept here, what was to go is
// removed, which can be taken back.
func (s *Screen) cancelFile(f *carried) {
	if !f.up {
		s.doFile(func(ctx context.Context) error { return s.env.Files.Keep(ctx, f.Document.ID, false) })
		return
	}
	widget.Ask(s.env.Window, cancelFile.Say(), cancelAsk.Say(widget.Short(widget.Clean(f.Name))), func() {
		a := campus.Action{Space: f.Document.Space, Changes: []campus.Change{campus.Remove(f.Document)}}
		ui.Do(s.env, func(ctx context.Context) error { return s.env.Replica.Save(ctx, a) }, func(err error) {
			s.trouble.Say(ui.Sentence(err))
			if err == nil && s.env.Removed != nil {
				s.env.Removed(a, f.Name)
			}
			s.load()
		})
	})
}

func (s *Screen) doFile(do func(context.Context) error) {
	ui.Do(s.env, do, func(err error) {
		s.trouble.Say(ui.Sentence(err))
		s.load()
	})
}
