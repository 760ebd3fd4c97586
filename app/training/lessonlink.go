package training

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// chooseLesson offers the other lessons of the class, to put a link to one where the
// cursor is.
func (p *editorPage) chooseLesson(under *widget.Button) {
	var lessons []campus.Record
	ui.Do(p.env, func(ctx context.Context) error {
		sections, err := outline(ctx, p.env.Replica, p.class)
		for _, s := range sections {
			lessons = append(lessons, s.Lessons...)
		}
		return err
	}, func(err error) {
		p.Trouble.Say(ui.Sentence(err))
		var items []*fyne.MenuItem
		for _, r := range lessons {
			title := oneLine(campus.As[campus.Lesson](r).Title)
			if r.ID != p.State.ID {
				items = append(items, fyne.NewMenuItem(widget.Short(title), func() { p.insertInline(markdown.LessonLink(title, r.ID)) }))
			}
		}
		if len(items) == 0 {
			p.Trouble.Say(noOtherLessons.Say())
			return
		}
		if !p.Closed() {
			widget.Menu(p.env.Window, under, items...)
		}
	})
}

// insertInline puts words where the cursor is, and gives the keyboard back to the text.
func (p *editorPage) insertInline(words string) {
	text := []rune(p.Text.Text)
	at := min(p.Text.CursorTextOffset(), len(text))
	p.Text.SetText(string(text[:at]) + words + string(text[at:]))
	widget.Focus(p.Text)
}
