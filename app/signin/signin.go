// Package signin asks who somebody is. It needs the network once; afterwards
// the profile opens without it.
package signin

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
)

// Signer signs a person in. Errors are *campus.Error with a sentence.
type Signer interface {
	SignIn(ctx context.Context, server, user, password string) error
	Defaults() Defaults
}

// Defaults is what the fields hold at first.
type Defaults struct {
	Server string
	User   string
	// Hint is shown below the fields, such as the people of a sample campus.
	Hint string
}

// Form is the sign-in form.
type Form struct {
	signer   Signer
	main     func(func())
	done     func()
	leave    func() // nil where there is nothing behind the form
	speak    func(tag string)
	server   *widget.Entry
	user     *widget.Entry
	password *widget.Entry
	button   *widget.Button
	trouble  *widget.Trouble
	content  fyne.CanvasObject
	busy     bool
}

// New makes the form. speak switches the language; it calls Anew. main runs a function
// on the goroutine that draws; done is called there after the person was signed in,
// and leave, if it is not nil, when they would rather go on without.
func New(s Signer, main func(func()), speak func(tag string), done, leave func()) *Form {
	d := s.Defaults()
	f := &Form{signer: s, main: main, speak: speak, done: done, leave: leave}
	f.fill(d.Server, d.User, "", d.Hint)
	return f
}

// Anew makes the form once more, in the language in use; what was typed stays.
func (f *Form) Anew() {
	f.fill(f.server.Text, f.user.Text, f.password.Text, f.signer.Defaults().Hint)
	f.setBusy(f.busy)
}

func (f *Form) fill(server, user, password, hint string) {
	f.server, f.user, f.password = widget.NewEntry(), widget.NewEntry(), widget.NewSecret()
	f.trouble = widget.NewTrouble()
	f.server.SetText(server)
	f.user.SetText(user)
	f.password.SetText(password)
	f.server.SetPlaceHolder(serverExample)
	f.server.OnSend, f.user.OnSend, f.password.OnSend = f.submit, f.submit, f.submit
	f.button = widget.Main(signIn.Say(), base.LoginIcon(), f.submit)
	f.content = f.build(hint)
}

func (f *Form) build(hint string) fyne.CanvasObject {
	name := widget.Title(programName)
	name.Scale, name.Color = base.SizeNameHeadingText, theme.ColorNameAccent
	fields := widget.Stackup(10,
		widget.Stackup(2, name, widget.Note(motto.Say())),
		labelled(serverLabel.Say(), f.server), labelled(userLabel.Say(), f.user), labelled(passwordLabel.Say(), f.password),
		f.trouble, f.button)
	if f.leave != nil {
		fields.Add(widget.Plain(notNow.Say(), nil, f.leave))
	}
	if hint != "" {
		fields.Add(widget.Note(hint))
	}
	fields.Add(widget.Note(needsNetwork.Say()))
	fields.Add(f.languages())
	return widget.On(theme.ColorNameRail, container.NewCenter(widget.Narrow(420, widget.Card(widget.Pad(fields, 14, 12)))))
}

// languages lets a person choose one before there is anything to sign in to.
func (f *Form) languages() fyne.CanvasObject {
	names, now := make([]string, len(lang.All)), 0
	for i, l := range lang.All {
		names[i] = l.Name
		if l.Tag == lang.Current() {
			now = i
		}
	}
	choice := widget.NewSelect(names, nil)
	choice.SetSelectedIndex(now)
	choice.OnChanged = func(string) { f.speak(lang.All[choice.SelectedIndex()].Tag) }
	return widget.Framed(choice)
}

func labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return widget.Stackup(3, widget.Quiet(label), o)
}

// Content is the form's object.
func (f *Form) Content() fyne.CanvasObject { return f.content }

// Focus puts the keyboard on the first field that is empty.
func (f *Form) Focus() {
	for _, e := range []*widget.Entry{f.server, f.user, f.password} {
		if e.Text == "" {
			widget.Focus(e)
			return
		}
	}
}

// submit asks the server. What was typed stays, whatever the answer.
func (f *Form) submit() {
	server, user, password := strings.TrimSpace(f.server.Text), strings.TrimSpace(f.user.Text), f.password.Text
	switch {
	case f.busy:
		return
	case server == "" || user == "" || password == "":
		f.trouble.Say(fillAll.Say())
		f.Focus()
		return
	}
	f.setBusy(true)
	f.trouble.Say("")
	go func() {
		err := f.signer.SignIn(context.Background(), server, user, password)
		f.main(func() {
			f.setBusy(false)
			if err != nil {
				f.trouble.Say(ui.Sentence(err))
				return
			}
			f.done()
		})
	}()
}

func (f *Form) setBusy(on bool) {
	f.busy = on
	if on {
		f.button.SetText(signingIn.Say())
		f.button.Disable()
		return
	}
	f.button.SetText(signIn.Say())
	f.button.Enable()
}
