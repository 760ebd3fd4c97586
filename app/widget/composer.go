package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
)

// Composer is where a person writes something to send. What is typed is kept as
// a draft all the time and let go of only once it was saved.
type Composer struct {
	fw.BaseWidget
	// OnSend saves the text by the draft's Save and calls done with the result,
	// on the goroutine that draws.
	OnSend func(text string, draft *ui.Draft, done func(error))

	Entry   *Entry
	button  *Button
	trouble *Trouble
	box     *fyne.Container
	env     *ui.Env
	draft   *ui.Draft
	guard   ui.Guard
	sending bool
}

// NewComposer makes a composer; call Place to say where its text belongs.
func NewComposer(env *ui.Env, hint string) *Composer {
	c := &Composer{env: env, Entry: NewArea(), trouble: NewTrouble()}
	c.Entry.SetPlaceHolder(hint)
	c.Entry.SetMinRowsVisible(2)
	c.Entry.OnChanged = func(s string) {
		if c.draft != nil {
			c.draft.Set(s)
		}
		c.enable()
	}
	c.Entry.OnSend = c.send
	c.button = Main(send.Say(), base.MailSendIcon(), c.send)
	c.box = Pad(container.NewBorder(c.trouble, nil, nil, Inset(container.NewVBox(c.button), 0, 0, 4, 0), c.Entry), 8, 12)
	c.ExtendBaseWidget(c)
	c.enable()
	return c
}

// Place says where the text belongs and brings back what was being typed there.
func (c *Composer) Place(place string) { c.PlaceWith(place, "") }

// PlaceWith is Place with words to begin with, where nothing was typed yet.
func (c *Composer) PlaceWith(place, words string) {
	if c.draft != nil {
		c.draft.Flush()
	}
	c.draft = nil // nothing of the old place goes to the new one
	c.trouble.Say("")
	c.Entry.SetText("")
	draft := c.env.Draft(place)
	draft.OnTrouble(func(err error) { c.unkept(err) })
	draft.Restore(&c.guard, func(text string, err error) {
		if text == "" {
			text = words
		}
		typed := c.Entry.Text // the person may have begun already: nothing is lost
		if text != "" && typed != "" && typed != text {
			text += "\n" + typed
		} else if text == "" {
			text = typed
		}
		c.Entry.Restore(text)
		c.draft = draft
		if typed != "" {
			draft.Set(text)
		}
		if err != nil {
			c.trouble.Say(ui.Sentence(err))
		}
	})
}

func (c *Composer) unkept(err error) {
	if err != nil {
		c.trouble.Say(draftTrouble.Say(ui.Sentence(err)))
	} else {
		c.trouble.Say("")
	}
}

func (c *Composer) enable() {
	if !c.sending && strings.TrimSpace(c.Entry.Text) != "" {
		c.button.Enable()
	} else {
		c.button.Disable()
	}
}

func (c *Composer) send() {
	text, draft := c.Entry.Text, c.draft
	if c.sending || draft == nil || strings.TrimSpace(text) == "" || c.OnSend == nil {
		return
	}
	c.sending = true
	c.enable()
	c.OnSend(strings.TrimSpace(text), draft, func(err error) {
		c.sending = false
		switch {
		case err != nil && c.draft == draft:
			c.trouble.Say(ui.NotSaved(err))
		case err != nil: // the person went elsewhere: the draft is kept there
		case c.draft == draft && c.Entry.Text != text:
			c.trouble.Say("") // more was typed meanwhile: it stays, and so does its draft
		default:
			draft.Clear()
			if c.draft == draft {
				c.trouble.Say("")
				c.Entry.SetText("")
			}
		}
		c.enable()
	})
}

// Trouble is what the composer complains about, "" if nothing.
func (c *Composer) Trouble() string { return c.trouble.Text() }

// CreateRenderer implements fyne.Widget.
func (c *Composer) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(c.box) }
