package reader

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/widget"
)

// asksPassword tells of a document that did not open for want of a password.
func asksPassword(err error) bool {
	var r refusal
	return errors.As(err, &r) && string(r) == errPassword.Error()
}

// askPassword is the page of a document that asks for a password. What is typed goes to the
// worker, which must open the file anew after a page that ended it; it is gone with the
// pages.
func (s *Screen) askPassword(path string, wrong bool) {
	title, hint, trouble := widget.Bold(passTitle.Say()), widget.Paragraph(passHint.Say()), widget.NewTrouble()
	title.Align, hint.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	field := widget.NewSecret()
	field.SetPlaceHolder(passField.Say())
	open := widget.Main(passOpen.Say(), nil, nil)
	try := func() {
		password := field.Text
		if password == "" {
			return
		}
		field.SetText("")
		if len(password) > maxPassword {
			trouble.Say(passWrong.Say())
			return
		}
		open.Disable()
		s.showPages(path, password)
	}
	field.OnSend, open.OnTapped = try, try
	row := container.NewBorder(nil, nil, nil, open, field)
	s.put(container.NewCenter(widget.Narrow(440, widget.Stackup(10, title, hint, row, trouble))))
	if wrong {
		trouble.Say(passWrong.Say())
	}
	if wrong || !s.beside { // beside a form somebody may be typing
		widget.Focus(field)
	}
}
