package training

import (
	"context"
	"image"
	"io"
	"net/url"
	"os"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/storage"

	"rantau/app/markdown"
	"rantau/app/paper"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// printLessons saves lessons as PDF where the person wants it; notes leaves room to write
// beside them.
func (s *Screen) printLessons(title string, lessons []campus.Record, notes bool, failed func(error)) {
	s.savePDF(title, func(ctx context.Context) ([]byte, error) {
		people, err := s.env.People.Get(ctx)
		if err != nil {
			return nil, err
		}
		d := paper.New(widget.Clean(title), paper.Options{Notes: notes})
		for _, r := range lessons {
			lesson := campus.As[campus.Lesson](r)
			by := people.Name(r.Author) + ", " + ui.Date(later(r), s.env.Now())
			d.Lesson(widget.Clean(lesson.Title), widget.Clean(by), markdown.Parse(lesson.Text), func(name string) (image.Image, error) {
				path, err := markdown.OpenPicture(ctx, s.env, r.ID, name)
				if err != nil {
					return nil, err
				}
				return markdown.Decode(path)
			})
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
		return d.Bytes()
	}, failed)
}

// printGradebook saves the marks of a class as PDF.
func (s *Screen) printGradebook(class campus.ID, title string, failed func(error)) {
	s.savePDF(gradebookOf.Say(title), func(ctx context.Context) ([]byte, error) {
		w, err := loadWork(ctx, s.env, class)
		if err != nil {
			return nil, err
		}
		g := paper.Grid{Title: gradebookOf.Say(widget.Clean(title)), Below: ui.Date(s.env.Now(), s.env.Now()), Head: []string{roleStudent.Say()}}
		for _, c := range w.book.Columns {
			g.Head = append(g.Head, widget.Clean(c.Title)+" ("+number(c.Most())+")")
		}
		g.Head = append(g.Head, gradeTotal.Say())
		for _, r := range w.book.Rows {
			row := []string{widget.Clean(w.people.Name(r.Student))}
			for _, c := range r.Cells {
				points := ""
				if c.Marked {
					points = number(c.Points)
				}
				row = append(row, points)
			}
			total := ""
			if r.Has {
				total = gradePercent(r.Total)
			}
			g.Rows = append(g.Rows, append(row, total))
		}
		d := paper.New(g.Title, paper.Options{Wide: true})
		d.Grid(g)
		return d.Bytes()
	}, failed)
}

// savePDF makes a PDF on a worker, saves it and offers to open it.
func (s *Screen) savePDF(title string, make func(context.Context) ([]byte, error), failed func(error)) {
	var place *url.URL
	var busy *widget.Sheet
	widget.SaveFile(s.env, title+".pdf", func(ctx context.Context, to io.Writer) error {
		place = placeOfFile(to)
		s.env.Main(func() {
			busy = widget.ShowSheet(s.env.Window, fyne.NewSize(420, 130), makingPDF.Say(), widget.Lead(widget.Short(widget.Clean(title))))
		})
		b, err := make(ctx)
		if err == nil {
			_, err = to.Write(b)
		}
		return err
	}, func(name string, err error) {
		if busy != nil {
			busy.Hide()
		}
		failed(err)
		if err == nil {
			s.offerFile(name, place)
		}
	})
}

// placeOfFile is where a file that is being written lies, nil where that is not known.
func placeOfFile(to io.Writer) *url.URL {
	var at fyne.URI
	switch f := to.(type) {
	case fyne.URIWriteCloser:
		at = f.URI()
	case *os.File:
		at = storage.NewFileURI(f.Name())
	default:
		return nil
	}
	u, err := url.Parse(at.String())
	if err != nil {
		return nil
	}
	return u
}

// offerFile says that a file was saved, and opens it in the system's program.
func (s *Screen) offerFile(name string, place *url.URL) {
	var sheet *widget.Sheet
	trouble := widget.NewTrouble()
	buttons := []fyne.CanvasObject{widget.NewButton(closing.Say(), nil, func() { sheet.Hide() })}
	if place != nil {
		buttons = append(buttons, widget.Main(openFile.Say(), nil, func() {
			if err := widget.Browse(place); err != nil {
				trouble.Say(openFileFailed.Say())
				return
			}
			sheet.Hide()
		}))
	}
	sheet = widget.ShowSheet(s.env.Window, fyne.NewSize(460, 200), pdfSaved.Say(), container.NewVScroll(widget.Stackup(4, widget.Lead(savedAs.Say(widget.Clean(name))), trouble)), buttons...)
}

// gradePercent writes a total.
func gradePercent(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) + " %" }
