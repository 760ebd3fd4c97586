package documents

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// roomItems are what a menu offers about the room on this computer.
func (l *List) roomItems(id campus.ID, kept bool, documents func() []campus.ID, name string) []*fyne.MenuItem {
	word := keepWord.Say()
	if kept {
		word = keepNot.Say()
	}
	return []*fyne.MenuItem{widget.Item(word, func() { l.keepHere(id, !kept) }),
		widget.Item(freeWord.Say(), func() { l.askFree(short(name), id, documents()) })}
}

// keepHere keeps a document or a folder on this computer, or no longer.
func (l *List) keepHere(id campus.ID, on bool) {
	ui.Do(l.env, func(ctx context.Context) error { return l.env.Files.Keep(ctx, id, on) }, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		if err == nil && on {
			l.adder.strip.Say(keptSaid.Say(), "", nil)
			l.env.Link.Now()
		}
		l.Shown()
	})
}

// askFree tells how much room some documents take, and frees it if the person agrees.
// What was kept by itself no longer is.
func (l *List) askFree(name string, id campus.ID, documents []campus.ID) {
	l.roomOf(documents, func(room campus.Room) {
		if room.Free == 0 && !l.look.kept[id] {
			l.adder.strip.Say(freeNothing.Say(name, ui.Bytes(room.Taken)), "", nil)
			return
		}
		widget.Ask(l.env.Window, freeDo.Say(), freeAsk.Say(name, ui.Bytes(room.Taken), ui.Bytes(room.Free)), func() { l.free(id, documents) })
	})
}

func (l *List) roomOf(documents []campus.ID, then func(campus.Room)) {
	var room campus.Room
	ui.Do(l.env, func(ctx context.Context) (err error) {
		room, err = l.env.Files.Room(ctx, documents)
		return err
	}, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		if err == nil {
			then(room)
		}
	})
}

// free frees the room of some documents; of id too, though it was kept.
func (l *List) free(id campus.ID, documents []campus.ID) {
	unkeep := l.look.kept[id]
	var freed int64
	ui.Do(l.env, func(ctx context.Context) (err error) {
		if unkeep {
			if err := l.env.Files.Keep(ctx, id, false); err != nil {
				return err
			}
		}
		freed, err = l.env.Files.Free(ctx, documents)
		return err
	}, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		if err == nil {
			l.adder.strip.Say(freedSaid.Say(ui.Bytes(freed)), "", nil)
		}
		l.Shown()
	})
}

// ShowRoom shows how much of this computer the documents take: those of the open
// folder, all of this place, everything.
func (l *List) ShowRoom() {
	k := l.look
	type scope struct {
		name      string
		documents []campus.ID
		room      campus.Room
	}
	var scopes []scope
	if l.folder != "" {
		way := k.shelves.Way(l.folder)
		scopes = append(scopes, scope{name: short(campus.As[campus.Folder](way[len(way)-1]).Name), documents: k.within(l.folder)})
	}
	scopes = append(scopes, scope{name: roomHere.Say(), documents: k.within("")}, scope{name: roomAll.Say()})
	ui.Do(l.env, func(ctx context.Context) (err error) {
		for i := range scopes {
			if scopes[i].room, err = l.env.Files.Room(ctx, scopes[i].documents); err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		if err != nil {
			return
		}
		var sheet *widget.Sheet
		box := widget.Stackup(10, widget.Lead(roomHint.Say()))
		for _, s := range scopes {
			free := widget.NewButton(freeSome.Say(ui.Bytes(s.room.Free)), nil, func() {
				sheet.Hide()
				l.free("", s.documents)
			})
			if s.room.Free == 0 {
				free.Disable()
			}
			names := widget.Stackup(1, widget.Bold(s.name), widget.Quiet(roomTakes.Say(ui.Bytes(s.room.Taken))))
			box.Add(widget.Card(container.NewBorder(nil, nil, nil, widget.Middle(free), names)))
		}
		sheet = widget.ShowSheet(l.env.Window, fyne.NewSize(560, 420), roomTitle.Say(), container.NewVScroll(box),
			widget.NewButton(rulesWord.Say(), nil, func() { sheet.Hide(); l.ShowRules() }),
			widget.NewButton(closeWord.Say(), nil, func() { sheet.Hide() }))
		sheet.Fit()
	})
}
