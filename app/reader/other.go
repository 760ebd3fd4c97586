package reader

import (
	"context"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/documents"
	"rantau/app/ui"
	"rantau/app/widget"
)

// other is the page of a file that is not shown here.
func (s *Screen) other(f file) fyne.CanvasObject {
	name, size := widget.Clean(s.doc.Name), ui.Bytes(s.doc.Size)
	if f.form == asProgram {
		return widget.Empty(runsTitle.Say(), runsHint.Say(name, size), widget.NewButton(saveCopy.Say(), base.DownloadIcon(), s.saveCopy))
	}
	open := widget.Main(openWith.Say(), nil, func() { s.askOther(f.path) })
	return widget.Empty(otherTitle.Say(), otherHint.Say(name, size), open, widget.NewButton(saveCopy.Say(), base.DownloadIcon(), s.saveCopy))
}

// exits are the ways on from a file that should have been shown here.
func (s *Screen) exits() []fyne.CanvasObject {
	return []fyne.CanvasObject{widget.NewButton(tryAgain.Say(), nil, s.fetch), widget.NewButton(saveCopy.Say(), base.DownloadIcon(), s.saveCopy)}
}

func (s *Screen) askOther(path string) {
	question := widget.Paragraph(otherAsk.Say(widget.Clean(s.doc.Name), ui.Bytes(s.doc.Size)))
	d := dialog.NewCustomConfirm(openWith.Say(), openWith.Say(), cancelWord.Say(), widget.Narrow(440, question), func(ok bool) {
		if ok {
			s.openOther(path)
		}
	}, s.env.Window)
	d.Show()
}

// openOther hands a copy to the system's program.
func (s *Screen) openOther(path string) {
	var copied string
	ui.Do(s.env, func(ctx context.Context) (err error) {
		copied, err = documents.Aside(ctx, path, s.doc.Name)
		return err
	}, func(err error) {
		if err == nil {
			err = fyne.CurrentApp().OpenURL(fileURL(copied))
		}
		if err != nil && !s.closed {
			s.trouble.Say(openFailed.Say(ui.Sentence(err)))
		}
	})
}

// fileURL names a file for the system; on Windows its path begins with a letter.
func fileURL(path string) *url.URL {
	path = filepath.ToSlash(path)
	if path != "" && path[0] != '/' {
		path = "/" + path
	}
	return &url.URL{Scheme: "file", Path: path}
}
