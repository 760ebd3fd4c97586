package markdown

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Limits of pictures: what a stranger's file may cost.
const (
	maxWide     = 1200 // what is kept in memory
	maxTall     = 3000
	maxPictures = 40 // kept at a time
)

// shown is a picture as far as it has come.
type shown struct {
	image  image.Image // nil until it is there
	failed bool
	reason string
}

// size fits the picture into a width; it is never blown up.
func (p *shown) size(width float32) fyne.Size {
	b := p.image.Bounds()
	w := min(width, float32(b.Dx()))
	return fyne.NewSize(w, w*float32(b.Dy())/float32(max(1, b.Dx())))
}

func (v *View) picture(b Block) fyne.CanvasObject {
	if b.Remote || b.Name == "" || v.Open == nil {
		return missing(b, pictureRemote.Say(b.Name))
	}
	p := v.pictures[b.Name]
	if p == nil {
		p = &shown{}
		v.keep(b.Name, p)
		v.fetch(b.Name, p)
	}
	switch {
	case p.failed:
		return missing(b, p.reason)
	case p.image == nil:
		return missing(b, pictureComing.Say(b.Name))
	}
	img := canvas.NewImageFromImage(p.image)
	img.FillMode, img.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	return widget.Pad(container.New(&pictureLayout{shown: p}, img), 8, 7)
}

func (v *View) keep(name string, p *shown) {
	v.pictures[name] = p
	v.order = append(v.order, name)
	if len(v.order) > maxPictures {
		delete(v.pictures, v.order[0])
		v.order = v.order[1:]
	}
}

// fetch opens and reads a picture on a worker.
func (v *View) fetch(name string, p *shown) {
	open := v.Open
	var got image.Image
	ui.Do(v.env, func(ctx context.Context) error {
		path, err := open(ctx, name)
		if err == nil {
			got, err = Decode(path)
		}
		return err
	}, func(err error) {
		p.image = got
		if err != nil {
			p.failed, p.reason = true, pictureMissing.Say(name)
			if campus.CodeOf(err) == campus.TooLarge {
				p.reason = ui.Sentence(err)
			}
		}
		if v.pictures[name] == p {
			v.repaint(name)
		}
	})
}

func (v *View) repaint(name string) {
	for i, b := range v.blocks {
		if b.Kind == Picture && b.Name == name {
			v.column.Rebuild(i)
		}
	}
}

// missing is a quiet frame with what the picture would have told.
func missing(b Block, why string) fyne.CanvasObject {
	words := widget.Stackup(0)
	if b.Alt != "" {
		alt := widget.Paragraph(b.Alt)
		alt.TextStyle.Italic = true
		words.Add(alt)
	}
	words.Add(widget.Inset(widget.Quiet(why), 0, 6, 7, 7))
	icon := widget.Inset(container.NewVBox(widget.Icon(base.FileImageIcon(), base.ColorNamePlaceHolder)), 8, 0, 10, 0)
	return widget.Pad(container.NewStack(widget.NewFill(theme.ColorNameCode, base.ColorNameSeparator, 6),
		container.NewBorder(nil, nil, icon, nil, words)), 5, 7)
}

// Decode reads a picture file and scales it down to what a window can show.
func Decode(path string) (image.Image, error) { return widget.ReadPicture(path, maxWide, maxTall) }

// pictureLayout gives a picture the width there is and the height that follows.
type pictureLayout struct {
	shown *shown
	width float32
}

func (l *pictureLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	if l.width == 0 {
		return fyne.NewSize(40, 40)
	}
	return fyne.NewSize(40, l.shown.size(l.width).Height)
}

func (l *pictureLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.width = s.Width
	o[0].Resize(l.shown.size(s.Width))
	o[0].Move(fyne.NewPos(0, 0))
}
