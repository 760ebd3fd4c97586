package training

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// mostUnasked is how large a file is fetched without being asked for.
const mostUnasked = 4 << 20

// queueWork is the left of the queue: what a student handed in, the text above, a file
// below, and what was handed in before.
type queueWork struct {
	page    *queuePage
	viewer  ui.Viewer
	shown   campus.ID // the submission that is looked at
	last    campus.ID // the newest that was looked at
	seen    string    // what is shown, in short: built anew only when it differs
	file    campus.ID // the file that is open
	content *fyne.Container
}

func newQueueWork(p *queuePage) *queueWork { return &queueWork{page: p, content: container.NewStack()} }

// close closes the file that is open.
func (w *queueWork) close() {
	if w.viewer != nil {
		w.viewer.Close()
	}
	w.viewer, w.shown, w.file, w.seen = nil, "", "", ""
}

func (w *queueWork) changed(n campus.Notice) {
	if w.viewer != nil {
		w.viewer.Changed(n)
	}
}

func (w *queueWork) handed() []campus.Record { return w.page.look.of(w.page.task, w.page.student) }

// latest is the submission that is marked: the last one that was looked at. What came
// since is still to be marked.
func (w *queueWork) latest() campus.ID { return w.last }

// newer tells of what was handed in while the teacher looks at what was before.
func (w *queueWork) newer(all []campus.Record) {
	p := w.page
	if len(all) == 0 || w.last == "" || all[0].ID == w.last {
		return
	}
	p.strip.Say(queueNewer.Say(oneLine(p.look.people.Name(p.student))), showIt.Say(), func() {
		p.strip.Say("", "", nil)
		w.close()
		p.load()
	})
}

// show shows the work; fresh is another student's. What is read stays as it is.
func (w *queueWork) show(fresh bool) {
	all := w.handed()
	if fresh {
		w.close()
		w.last = ""
	}
	w.newer(all)
	at := 0
	for i, r := range all {
		if r.ID == w.shown {
			at = i
		}
	}
	lines := w.lines(all, at)
	if seen := fmt.Sprint(w.page.student, w.shown, w.file, w.viewer != nil, len(all), lines, w.page.look.files); seen == w.seen {
		return
	}
	w.build(all, at, lines)
	w.seen = fmt.Sprint(w.page.student, w.shown, w.file, w.viewer != nil, len(all), lines, w.page.look.files)
}

// build puts the work together.
func (w *queueWork) build(all []campus.Record, at int, lines []string) {
	head := w.head(all, at, lines)
	if len(all) == 0 {
		w.put(container.NewBorder(head, nil, nil, nil, widget.Empty(nothingYet.Say(), nothingToMark.Say())))
		return
	}
	r := all[at]
	s := campus.As[campus.Submission](r)
	if w.shown != r.ID {
		w.close()
		w.shown = r.ID
	}
	if at == 0 {
		w.last = r.ID
	}
	text := strings.TrimSpace(s.Text)
	if len(s.Files) == 0 {
		w.put(container.NewBorder(head, nil, nil, nil, container.NewVScroll(w.text(text))))
		return
	}
	top := widget.Stackup(0, head)
	if text != "" {
		scroll := container.NewVScroll(w.text(text))
		scroll.SetMinSize(fyne.NewSize(100, min(8*base.TextSize(), widget.TextHeight(text, 560)+26)))
		top.Add(scroll)
	}
	if w.file == "" {
		w.file = s.Files[0]
	}
	if len(s.Files) > 1 {
		top.Add(w.choice(s.Files))
	}
	w.put(container.NewBorder(top, nil, nil, nil, w.document()))
}

func (w *queueWork) put(o fyne.CanvasObject) {
	w.content.Objects = []fyne.CanvasObject{o}
	w.content.Refresh()
}

func (w *queueWork) text(s string) fyne.CanvasObject {
	return widget.Inset(widget.NewReading(widget.Run{Text: widget.Clean(s)}), 0, 8, 7, 8)
}

// head tells whose work it is and how far it has come.
func (w *queueWork) head(all []campus.Record, at int, said []string) fyne.CanvasObject {
	p := w.page
	name := oneLine(p.look.people.Name(p.student))
	lines := widget.Stackup(2, widget.Bold(name))
	for _, line := range said {
		l := widget.Quiet(line)
		if strings.HasSuffix(line, dot+late.Say()) || line == clockWrong.Say() {
			l.Color = base.ColorNameWarning
		}
		lines.Add(l)
	}
	face := widget.Face(name, string(p.student), 34, p.env.Who(p.student))
	row := container.NewBorder(nil, nil, widget.Inset(face, 0, 0, 0, 10), nil, lines)
	if len(all) > 1 {
		row = widget.Stackup(6, row, widget.Narrowish(22*base.TextSize(), w.earlier(all, at)))
	}
	return widget.Inset(row, 8, 8, 14, 8)
}

func (w *queueWork) lines(all []campus.Record, at int) []string {
	if len(all) == 0 {
		return nil
	}
	k := w.page.look
	return receiptLines(w.page.assignment(), all[at], k.read, k.mark, w.page.env.Now())
}

// earlier chooses among what was handed in again and again.
func (w *queueWork) earlier(all []campus.Record, at int) *fyne.Container {
	names := make([]string, len(all))
	for i, r := range all {
		names[i] = handedBefore.Say(len(all)-i, ui.At(r.WrittenAt(), w.page.env.Now()))
		if i == 0 {
			names[i] = handedLast.Say(ui.At(r.WrittenAt(), w.page.env.Now()))
		}
	}
	s := widget.NewSelect(names, nil)
	s.SetSelectedIndex(at)
	s.OnChanged = func(string) {
		if i := s.SelectedIndex(); i >= 0 && all[i].ID != w.shown {
			w.close()
			w.shown = all[i].ID
			w.show(false)
		}
	}
	return widget.Framed(s)
}

// choice chooses among several files.
func (w *queueWork) choice(files []campus.ID) fyne.CanvasObject {
	names, at := make([]string, len(files)), 0
	for i, id := range files {
		doc := campus.As[campus.Document](w.page.look.files[id].record)
		names[i] = fmt.Sprintf("%d. %s", i+1, widget.Short(widget.Clean(doc.Name)))
		if id == w.file {
			at = i
		}
	}
	s := widget.NewSelect(names, nil)
	s.SetSelectedIndex(at)
	s.OnChanged = func(string) {
		if i := s.SelectedIndex(); i >= 0 && files[i] != w.file {
			shown := w.shown
			w.close()
			w.shown, w.file = shown, files[i]
			w.show(false)
		}
	}
	return widget.Inset(widget.Framed(s), 0, 6, 14, 8)
}

// document is the file that is open, or what keeps it from being opened.
func (w *queueWork) document() fyne.CanvasObject {
	p := w.page
	f, known := p.look.files[w.file]
	switch {
	case w.viewer != nil:
	case !known:
		return widget.Empty(fileAway.Say(), "")
	case p.env.View == nil:
		doc := campus.As[campus.Document](f.record)
		return container.NewVBox(widget.Inset(widget.Beside(8, widget.Icon(theme.IconDocument, theme.ColorNameQuiet), widget.NewLine(widget.Clean(doc.Name)).Full(), widget.Quiet(ui.Bytes(doc.Size)).Full()), 8, 8, 14, 8))
	case !f.state.Whole() && f.state.Size > mostUnasked: // a thin line is not filled without being asked
		return widget.Empty(fileAway.Say(), widget.Clean(campus.As[campus.Document](f.record).Name),
			widget.Main(fetchFile.Say(ui.Bytes(f.state.Size-f.state.Here)), base.DownloadIcon(), func() {
				w.view(f.record)
				w.show(false)
			}))
	default:
		w.view(f.record)
	}
	return w.viewer.Content()
}

func (w *queueWork) view(r campus.Record) { w.viewer = w.page.env.View(r) }
