package people

import (
	"bytes"
	"context"
	"encoding/json"
	"image/jpeg"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// pictureSide is the side of a picture as it is stored, in points.
const pictureSide = 256

// pictureField is the field of the form in which a person chooses a picture. Its value is
// "" while nothing was chosen, the document that is to be, or gone.
type pictureField struct {
	env     *ui.Env
	form    *widget.Form
	name    string
	chosen  string
	has     bool // there is a picture already
	room    *fyne.Container
	was     fyne.CanvasObject
	remove  *widget.Button
	trouble *widget.Trouble
	content fyne.CanvasObject
}

// gone is the value of the field where the picture is to be taken away.
const gone = "gone"

func newPictureField(env *ui.Env, f *widget.Form, name string, has bool) *pictureField {
	p := &pictureField{env: env, form: f, name: name, has: has, trouble: widget.NewTrouble(), was: widget.NewAvatar(name, string(env.Replica.Me()), 72)}
	p.room = container.NewGridWrap(fyne.NewSquareSize(72), p.was)
	choose := widget.NewButton(choosePicture.Say(), base.MediaPhotoIcon(), func() { widget.ChooseFile(env, markdown.PictureTypes, p.take) })
	p.remove = widget.Plain(removePicture.Say(), nil, func() {
		p.set(gone)
		p.form.Typed()
	})
	widget.ShowIf(p.remove, has)
	p.content = widget.Stackup(4, container.NewHBox(p.room, widget.Middle(choose), widget.Middle(p.remove)), p.trouble)
	return p
}

func (p *pictureField) get() string { return p.chosen }

// set shows what was chosen. The bytes of a draft's picture are on this computer.
func (p *pictureField) set(v string) {
	p.chosen = v
	widget.ShowIf(p.remove, v != gone && (p.has || v != ""))
	switch {
	case v == gone:
		p.room.Objects = []fyne.CanvasObject{widget.NewAvatar(p.name, "", 72)}
	case v == "":
		p.room.Objects = []fyne.CanvasObject{p.was}
	default:
		p.room.Objects = []fyne.CanvasObject{widget.Middle(widget.Icon(base.ConfirmIcon(), base.ColorNamePrimary))}
	}
	p.room.Refresh()
}

// take makes a small square of a picture and takes that in.
func (p *pictureField) take(path string) {
	var doc campus.Document
	var small []byte
	ui.Do(p.env, func(ctx context.Context) (err error) {
		if small, err = shrink(path); err != nil {
			return err
		}
		doc, err = addBytes(ctx, p.env, small)
		return err
	}, func(err error) {
		p.trouble.Say(ui.Sentence(err))
		if err != nil {
			return
		}
		b, _ := json.Marshal(doc) // our own type
		p.set(string(b))
		img := canvas.NewImageFromResource(fyne.NewStaticResource(doc.Manifest+".jpg", small))
		img.FillMode, img.CornerRadius = canvas.ImageFillContain, 36
		p.room.Objects = []fyne.CanvasObject{img}
		p.room.Refresh()
		p.form.Typed()
	})
}

// shrink reads a picture and gives a JPEG of its middle that is small enough for all.
func shrink(path string) ([]byte, error) {
	m, err := markdown.Decode(path)
	if err != nil {
		if campus.CodeOf(err) == campus.TooLarge {
			return nil, err
		}
		return nil, campus.Errorf(campus.Invalid, "%s", notPicture.Say())
	}
	square := ui.Square(m, pictureSide)
	for quality := 85; ; quality -= 15 {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, square, &jpeg.Options{Quality: quality}); err != nil {
			return nil, err
		}
		if b.Len() <= campus.MaxPicture || quality < 20 {
			return b.Bytes(), nil
		}
	}
}

// addBytes takes bytes in as a document.
func addBytes(ctx context.Context, env *ui.Env, b []byte) (campus.Document, error) {
	f, err := os.CreateTemp("", "picture-*.jpg")
	if err != nil {
		return campus.Document{}, err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(b)
	if bad := f.Close(); err == nil {
		err = bad
	}
	if err != nil {
		return campus.Document{}, err
	}
	doc, err := env.Files.Add(ctx, f.Name())
	doc.Name, doc.Type = "picture.jpg", "image/jpeg"
	return doc, err
}

// pictureChanges are what the field's value makes of somebody's pictures. An old one is
// taken away once the server has it whole; until then the newest counts.
func pictureChanges(value string, me campus.ID, old []campus.Record) (out []campus.Change) {
	if value == "" {
		return nil
	}
	var doc campus.Document
	if value != gone && json.Unmarshal([]byte(value), &doc) == nil && doc.Manifest != "" {
		doc.Of, doc.Stored = me, ""
		out = append(out, campus.Create(campus.NewID(), "document", &doc))
	}
	for _, r := range old {
		if r.Author == me && (value == gone || campus.As[campus.Document](r).Stored != "") {
			out = append(out, campus.Remove(r))
		}
	}
	return out
}
