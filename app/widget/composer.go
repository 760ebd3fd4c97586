package widget

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/campus"
)

// Composer is where a person writes something to send. What is typed is kept as
// a draft all the time and let go of only once it was saved.
type Composer struct {
	fw.BaseWidget
	// OnSend saves the text by the draft's Save and calls done with the result,
	// on the goroutine that draws. Content tells what goes with the text.
	OnSend func(text string, draft *ui.Draft, done func(error))
	// OnReply is told that what is answered is another post by now, or none.
	OnReply func()

	Entry   *Entry
	button  *Button
	attach  *Button
	trouble *Trouble
	box     *fyne.Container
	env     *ui.Env
	draft   *ui.Draft
	carrier *ui.Carrier // nil where what is typed stays here
	guard   ui.Guard
	sending bool
	rows    int // of the field

	content   Written
	answering *answering
	attaching *attaching
	carried   *carriedStrip
	offer     *offer
	crowd     func() Crowd
}

// NewComposer makes a composer; call Place to say where its text belongs.
func NewComposer(env *ui.Env, hint string) *Composer {
	c := &Composer{env: env, Entry: NewArea(), trouble: NewTrouble(), crowd: func() Crowd { return Crowd{} }}
	c.Entry.SetPlaceHolder(hint)
	c.Entry.SetMinRowsVisible(fewRows)
	c.Entry.OnChanged = func(s string) {
		c.content.Text = s
		c.changed()
		c.offer.look()
	}
	c.Entry.OnSend = c.send
	c.button = Main(send.Say(), base.MailSendIcon(), c.send)
	c.answering = newAnswering(func() { c.SetReply("") })
	c.attaching = newAttaching(c)
	c.carried = newCarriedStrip(c)
	c.offer = newOffer(c.Entry, func() Crowd { return c.crowd() })
	c.offer.OnPick = func(id campus.ID) {
		if !slices.Contains(c.content.Mentioned, id) {
			c.content.Mentioned = append(c.content.Mentioned, id)
		}
		c.changed()
	}
	c.Entry.OnKey = func(k fyne.KeyName) bool {
		switch {
		case c.offer.key(k):
		case k == fyne.KeyEscape && c.content.ReplyTo != "":
			c.SetReply("")
		default:
			return false
		}
		return true
	}
	c.attach = Plain("", base.MailAttachmentIcon(), func() { ChooseFile(env, nil, func(path string) { c.Attach(path) }) })
	c.attach.Hide()
	top := Stackup(4, c.trouble, c.carried.box, c.offer, c.answering.box, c.attaching.box)
	c.box = Pad(container.NewBorder(top, nil, Inset(container.NewVBox(c.attach), 0, 0, 0, 4), Inset(container.NewVBox(c.button), 0, 0, 4, 0), c.Entry), 8, 12)
	c.ExtendBaseWidget(c)
	c.enable()
	return c
}

// Content is what is written by now.
func (c *Composer) Content() Written { return c.content }

// Attach takes files in, where the composer takes files.
func (c *Composer) Attach(paths ...string) {
	Focus(c.Entry) // Ctrl+Enter sends from there
	if c.attach.Visible() {
		c.attaching.take(paths...)
	}
}

// SetReply says what the text answers, "" for nothing.
func (c *Composer) SetReply(id campus.ID) {
	if c.content.ReplyTo != id {
		c.content.ReplyTo = id
		c.changed()
		c.replied()
	}
}

func (c *Composer) replied() {
	ShowIf(c.answering.box, c.content.ReplyTo != "")
	if c.OnReply != nil && c.content.ReplyTo != "" {
		c.OnReply()
	}
	c.box.Refresh()
}

// sayReply says whom the text answers.
func (c *Composer) sayReply(words string) { c.answering.words.SetText(words) }

// changed keeps what is written.
func (c *Composer) changed() {
	if c.draft != nil {
		c.draft.Set(c.content.encode())
		if c.carrier != nil {
			c.carrier.Set(c.content.Text, c.content.ReplyTo)
		}
	}
	c.enable()
	c.grow()
}

// The fewest and the most lines of a text that is written which are in sight.
const (
	fewRows  = 2
	tallRows = 8
)

// grow shows as many lines as there are.
func (c *Composer) grow() {
	rows := max(fewRows, min(tallRows, 1+strings.Count(c.content.Text, "\n")))
	if rows != c.rows {
		c.rows = rows
		c.Entry.SetMinRowsVisible(rows)
		c.Refresh()
	}
}

// begin shows what was written before.
func (c *Composer) begin(w Written) {
	c.content = w
	c.Entry.Restore(w.Text)
	c.offer.close()
	c.attaching.show()
	c.replied()
	c.changed()
	c.carried.look()
}

// Place says where the text belongs and brings back what was being typed there.
func (c *Composer) Place(place string) { c.PlaceWith(place, Written{}) }

// PlaceWith is Place with something to begin with, where nothing was typed yet.
func (c *Composer) PlaceWith(place string, words Written) {
	c.leave()
	c.trouble.Say("")
	c.begin(Written{})
	draft := c.env.Draft(place)
	draft.OnTrouble(func(err error) { c.unkept(err) })
	draft.Restore(&c.guard, func(text string, err error) {
		before := readWritten(text)
		if before.Empty() {
			before = words
		}
		typed := c.content // the person may have begun already: nothing is lost
		if !before.Empty() || typed.Empty() {
			c.begin(before.with(typed))
		}
		if c.draft = draft; c.carrier != nil {
			c.carrier.Start(before.Text, before.ReplyTo)
		}
		if !typed.Empty() {
			c.changed()
		}
		if err != nil {
			c.trouble.Say(ui.Sentence(err))
		}
	})
}

// leave lets go of a place: nothing of the old place goes to the new one.
func (c *Composer) leave() {
	if c.draft != nil {
		c.draft.Flush()
	}
	if c.carrier != nil {
		c.carrier.Flush()
	}
	c.draft, c.carrier = nil, nil
	c.carried.offer(ui.Elsewhere{})
}

// Carry lets what is written here follow its person to other computers. Call it after
// Place.
func (c *Composer) Carry(in, of campus.ID) { c.carrier = c.env.Carrier(in, of) }

func (c *Composer) unkept(err error) {
	if err != nil {
		c.trouble.Say(draftTrouble.Say(ui.Sentence(err)))
	} else {
		c.trouble.Say("")
	}
}

func (c *Composer) enable() {
	if !c.sending && c.sayable() {
		c.button.Enable()
	} else {
		c.button.Disable()
	}
}

// sayable tells whether there is something to send.
func (c *Composer) sayable() bool {
	return (strings.TrimSpace(c.Entry.Text) != "" || len(c.content.Files) > 0) && c.attaching.busy == 0
}

func (c *Composer) send() {
	was, draft, carrier := c.content.encode(), c.draft, c.carrier
	if c.sending || draft == nil || !c.sayable() || c.OnSend == nil {
		return
	}
	c.sending = true
	c.enable()
	c.OnSend(strings.TrimSpace(c.content.Text), draft, func(err error) {
		c.sending = false
		switch {
		case err != nil && c.draft == draft:
			c.trouble.Say(ui.NotSaved(err))
		case err != nil: // the person went elsewhere: the draft is kept there
		case c.draft == draft && c.content.encode() != was:
			c.trouble.Say("") // more was typed meanwhile: it stays, and so does its draft
		default:
			draft.Clear()
			if carrier != nil {
				carrier.Sent()
			}
			if c.draft == draft {
				c.trouble.Say("")
				c.draft = nil // what is emptied now is no change of the draft
				c.begin(Written{})
				c.draft = draft
			}
		}
		c.enable()
	})
}

// Trouble is what the composer complains about, "" if nothing.
func (c *Composer) Trouble() string { return c.trouble.Text() }

// CreateRenderer implements fyne.Widget.
func (c *Composer) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(c.box) }
