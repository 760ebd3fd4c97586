package widget

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/campus"
)

// A picture of a post is shown small; the reader shows it whole.
const (
	thumbWide, thumbTall = 320, 200
	// fetchUnasked is the largest picture that is fetched to be shown; a larger one is
	// for its reader to ask for, who knows what the line costs.
	fetchUnasked = 256 << 10
	mostThumbs   = 60 // kept at a time
)

// thumb is a small picture, without image until it has come or where it can't be read.
type thumb struct{ image image.Image }

// thumbs are the small pictures of a discussion.
type thumbs struct {
	env   *ui.Env
	known map[string]*thumb // by manifest
	order []string
	show  func(post campus.ID)
}

func newThumbs(env *ui.Env, show func(campus.ID)) *thumbs {
	return &thumbs{env: env, known: map[string]*thumb{}, show: show}
}

// get gives a picture, nil while it is not here or when it can't be read.
func (t *thumbs) get(r campus.Record, d campus.Document, s campus.FileState) image.Image {
	if p := t.known[d.Manifest]; p != nil {
		return p.image
	}
	small := s.OnServer && d.Size <= fetchUnasked && t.env.Link.Status().Line == campus.Online
	if !s.Whole() && !small {
		return nil
	}
	p := &thumb{}
	t.known[d.Manifest] = p
	if t.order = append(t.order, d.Manifest); len(t.order) > mostThumbs {
		delete(t.known, t.order[0])
		t.order = t.order[1:]
	}
	var got image.Image
	ui.Do(t.env, func(ctx context.Context) error {
		path, err := t.env.Files.Open(ctx, r.ID, func(campus.FileState) {})
		if err == nil {
			got, err = ReadPicture(path, 2*thumbWide, 2*thumbTall)
		}
		return err
	}, func(err error) {
		if campus.CodeOf(err) == campus.NotHere && t.known[d.Manifest] == p { // another time
			delete(t.known, d.Manifest)
			return
		}
		if p.image = got; err == nil {
			t.show(d.Of)
		}
	})
	return nil
}

// filesOf are the files of a post: pictures as such, the rest as their names. A tap
// opens one in the reader.
func (d *Discussion) filesOf(r campus.Record) fyne.CanvasObject {
	files := d.shown.hang.files[r.ID]
	if len(files) == 0 {
		return nil
	}
	row := &fyne.Container{Layout: &flow{gap: 8}}
	for _, f := range files {
		doc, state := campus.As[campus.Document](f), d.shown.hang.states[f.ID]
		var face fyne.CanvasObject
		if isPicture(doc) {
			if m := d.thumbs.get(f, doc, state); m != nil {
				face = thumbFace(doc, m, f.Waiting, state)
			}
		}
		if face == nil {
			face = fileFace(doc, f.Waiting, state)
		}
		if d.env.Show != nil {
			face = NewTap(face, func() { d.env.Show(f) })
		}
		row.Add(face)
	}
	return row
}

func thumbFace(doc campus.Document, m image.Image, waiting bool, s campus.FileState) fyne.CanvasObject {
	img := canvas.NewImageFromImage(m)
	img.FillMode, img.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	b := m.Bounds()
	scale := min(1, float32(thumbWide)/float32(max(1, b.Dx())), float32(thumbTall)/float32(max(1, b.Dy())))
	size := fyne.NewSize(max(24, float32(b.Dx())*scale), max(24, float32(b.Dy())*scale))
	face := Stackup(3, container.NewGridWrap(size, img))
	if words, color := fileState(waiting, s); color != theme.ColorNameQuiet { // a picture that is seen is here
		line := Quiet(words)
		line.Color = color
		face.Add(line)
	}
	return face
}

func fileFace(doc campus.Document, waiting bool, s campus.FileState) fyne.CanvasObject {
	words, color := fileState(waiting, s)
	state := Quiet(words).Full()
	state.Color = color
	name := container.New(&measureName{}, NewLine(Clean(doc.Name)))
	body := Beside(8, Middle(Icon(fileIcon(doc), base.ColorNameForeground)), Middle(name), Middle(Quiet(ui.Bytes(doc.Size)).Full()), Middle(state))
	return container.NewStack(NewFill(theme.ColorNameCode, "", 6), Pad(body, 6, 10))
}

// Sent says how far one's own file has come on its way to the server.
func Sent(waiting bool, s campus.FileState) (string, fyne.ThemeColorName) {
	if s.OnServer {
		return fileServer.Say(), theme.ColorNameQuiet
	}
	return fileState(waiting, s)
}

// fileState says where a file is, as the lists of documents do.
func fileState(waiting bool, s campus.FileState) (string, fyne.ThemeColorName) {
	switch {
	case s.Trouble != "" && !s.OnServer:
		return fileTrouble.Say(), base.ColorNameError
	case s.Paused:
		return filePaused.Say(), theme.ColorNameWaiting
	case s.Held && !s.OnServer:
		return fileHeld.Say(), theme.ColorNameWaiting
	case waiting || s.Whole() && !s.OnServer:
		return fileWaits.Say(), theme.ColorNameWaiting
	case s.Whole():
		return fileHere.Say(), theme.ColorNameQuiet
	case s.Here > 0:
		return filePart.Say(ui.Bytes(s.Here), ui.Bytes(s.Size)), theme.ColorNameQuiet
	case s.OnServer:
		return fileServer.Say(), theme.ColorNameQuiet
	}
	return fileNotSent.Say(), theme.ColorNameWaiting
}
