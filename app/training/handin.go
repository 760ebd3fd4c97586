package training

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// myWork shows a student what was handed in, how far it has come, and its mark.
func (p *assignmentPage) myWork() fyne.CanvasObject {
	a, me := p.assignment(), p.env.Replica.Me()
	box := widget.Stackup(10)
	all := p.look.of(p.id, me)
	if mark := p.look.marks[campus.MarkID(p.id, me)]; mark.ID != "" && !mark.Deleted {
		box.Add(p.markCard(a, mark))
	}
	for _, r := range all {
		box.Add(p.submissionCard(a, r))
	}
	bar := widget.Beside(8)
	word := handIn.Say()
	switch {
	case p.begun:
		word = goOnAnswer.Say()
	case len(all) > 0:
		word = handInAgain.Say()
	}
	if p.look.column(p.id) >= 0 && (len(all) == 0 || !a.Once) { // nothing is handed in for what was removed
		bar.Add(widget.Main(word, base.UploadIcon(), func() { p.handIn(nil) }))
	}
	top := widget.Pad(bar, 8, widget.Edge)
	if len(box.Objects) == 0 {
		hint := nothingHint
		if p.begun {
			hint = answerKept
		}
		return container.NewBorder(top, nil, nil, nil, widget.Empty(nothingYet.Say(), hint.Say()))
	}
	return container.NewBorder(top, nil, nil, nil, container.NewVScroll(widget.Inset(box, 4, 12, 10, 14)))
}

func (p *assignmentPage) markCard(a campus.Assignment, r campus.Record) fyne.CanvasObject {
	m := campus.As[campus.Mark](r)
	lines := widget.Stackup(4)
	if sum, has := m.Sum(a); has {
		lines.Add(widget.Bold(pointsOf.Say(number(sum), number(a.Most()))))
	}
	for _, c := range a.Rubric {
		if s, has := m.Scores[c.ID]; has {
			lines.Add(container.NewBorder(nil, nil, nil, widget.NewLine(pointsOf.Say(number(s), number(c.Points))).Full(), widget.Quiet(oneLine(c.Name))))
		}
	}
	if text := strings.TrimSpace(m.Comment); text != "" {
		lines.Add(widget.Inset(widget.NewReading(widget.Run{Text: widget.Clean(text)}), 0, 0, -7, 0))
	}
	state := onlyStaffSee.Say()
	if campus.MarkReturned(r) {
		state = stageReturned.Say(ui.At(r.Edited, p.env.Now()))
	}
	wait := widget.NewWait()
	wait.Set(r.Waiting)
	lines.Add(container.NewBorder(nil, nil, nil, wait, widget.Quiet(state+dot+oneLine(p.look.people.Name(r.Editor)))))
	return widget.Card(lines)
}

func (p *assignmentPage) submissionCard(a campus.Assignment, r campus.Record) fyne.CanvasObject {
	s := campus.As[campus.Submission](r)
	lines := widget.Stackup(6)
	if text := strings.TrimSpace(s.Text); text != "" {
		lines.Add(widget.Inset(widget.NewReading(widget.Run{Text: widget.Clean(text)}), 0, 0, -7, 0))
	}
	for _, id := range s.Files {
		lines.Add(p.fileRow(id))
	}
	mark := p.look.marks[campus.MarkID(p.id, r.Author)]
	for _, line := range receiptLines(a, r, p.read, mark, p.env.Now()) {
		lines.Add(widget.Quiet(line))
	}
	return widget.Card(lines)
}

// receiptLines tell how far a submission has come, each step with its time.
func receiptLines(a campus.Assignment, r campus.Record, read map[campus.ID]campus.Record, mark campus.Record, now time.Time) []string {
	receipt := read[campus.ReceiptID(r.ID)]
	stage := campus.StageOf(r, receipt, mark)
	if stage == campus.StageSaved {
		return []string{stageSaved.Say()}
	}
	first := stageReceived.Say(ui.At(r.WrittenAt(), now), ui.At(r.Created, now))
	if a.Late(r) {
		first += dot + late.Say()
	}
	lines := []string{first}
	if r.Written.ClockWrong() {
		lines = append(lines, clockWrong.Say())
	}
	if receipt.ID != "" {
		lines = append(lines, stageOpened.Say(ui.At(receipt.WrittenAt(), now)))
	}
	return lines
}

func (p *assignmentPage) fileRow(id campus.ID) fyne.CanvasObject {
	r, here := p.files[id]
	if !here {
		return widget.Quiet("…")
	}
	doc := campus.As[campus.Document](r)
	words, color := widget.Sent(r.Waiting, p.sent[id])
	state := widget.Quiet(words).Full()
	state.Color = color
	line := container.NewBorder(nil, nil, widget.Middle(widget.Icon(theme.IconDocument, base.ColorNameForeground)), widget.Beside(8, widget.Middle(widget.Quiet(ui.Bytes(doc.Size)).Full()), widget.Middle(state)), widget.NewLine(widget.Clean(doc.Name)))
	if p.env.Show == nil {
		return line
	}
	return widget.NewTap(line, func() { p.env.Show(r) })
}

// handInPlace is where an answer is kept while it is written.
func handInPlace(assignment campus.ID) string { return "handin/" + string(assignment) }

// handIn opens the sheet on which a student answers; again is what was refused.
func (p *assignmentPage) handIn(again *ui.Again) {
	class, id := p.class, p.id
	f := widget.NewForm(p.env)
	f.Area("text", answer.Say(), "", 8)
	files := newFileField(p.env, f)
	f.Add("files", filesWord(), files.content, nil, files.get, files.set)
	f.OnSave = func(v widget.Values, done func(error)) {
		if err := files.settled(); err != nil { // what is handed in does not change any more
			done(err)
			return
		}
		action := campus.HandIn(class, p.env.Replica.Me(), id, v["text"], files.docs)
		ui.Do(p.env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
			done(err)
			p.load()
		})
	}
	initial := widget.Values{"text": "", "files": ""}
	if again != nil {
		files.docs = picturesOf(again)
		initial["text"], initial["files"] = campus.As[campus.Submission](again.Over(campus.Record{})).Text, files.get()
	}
	head := oneLine(p.assignment().Title)
	if head == "" { // not looked up yet
		head = handIn.Say()
	}
	f.OnKept = func(something bool) {
		if p.id == id && p.begun != something {
			p.begun = something
			p.right.Objects = []fyne.CanvasObject{p.myWork()}
			p.right.Refresh()
		}
	}
	f.Open(fyne.NewSize(620, 480), head, handIn.Say(), again.At(handInPlace(id)), initial, nil)
	p.form = f
}

func filesWord() string { return files.Say() }

// fileField is the field of a form that takes files in.
type fileField struct {
	env     *ui.Env
	form    *widget.Form
	docs    []campus.Document
	coming  int  // files that are being taken in
	missed  bool // the last one could not be, and nobody has said that it may be left out
	box     *fyne.Container
	trouble *widget.Trouble
	content fyne.CanvasObject
}

// settled tells whether what a person chose is all there: work must not be handed in
// without a file that is still being read, nor without one that could not be, unless the
// person presses once more.
func (l *fileField) settled() error {
	switch {
	case l.coming > 0:
		return campus.Errorf(campus.Invalid, "%s", fileComing.Say())
	case l.missed:
		l.missed = false
		return campus.Errorf(campus.Invalid, "%s", fileMissed.Say())
	}
	return nil
}

func newFileField(env *ui.Env, f *widget.Form) *fileField {
	l := &fileField{env: env, form: f, box: widget.Stackup(2), trouble: widget.NewTrouble()}
	add := widget.NewButton(addFile.Say(), base.ContentAddIcon(), func() { widget.ChooseFile(env, nil, l.take) })
	l.content = widget.Stackup(4, l.box, l.trouble, container.NewHBox(add))
	return l
}

func (l *fileField) get() string {
	if len(l.docs) == 0 {
		return ""
	}
	b, _ := json.Marshal(l.docs)
	return string(b)
}

func (l *fileField) set(s string) {
	l.docs = nil
	_ = json.Unmarshal([]byte(s), &l.docs) // "" is none
	l.show()
}

func (l *fileField) show() {
	l.box.Objects = nil
	for i, d := range l.docs {
		out := widget.Plain(takeOut.Say(), nil, func() {
			l.docs = append(l.docs[:i:i], l.docs[i+1:]...)
			l.show()
			l.form.Typed()
		})
		l.box.Add(container.NewBorder(nil, nil, nil, container.NewHBox(widget.Middle(widget.Quiet(ui.Bytes(d.Size)).Full()), out), widget.Middle(widget.NewLine(widget.Clean(d.Name)))))
	}
	l.box.Refresh()
}

// take takes a file in on a worker: from then on the file itself is not needed.
func (l *fileField) take(path string) {
	var doc campus.Document
	l.coming++
	ui.Do(l.env, func(ctx context.Context) error {
		info, err := os.Stat(path)
		switch {
		case err != nil || !info.Mode().IsRegular():
			return campus.Errorf(campus.Invalid, "%s", notRegular.Say(widget.Clean(filepath.Base(path))))
		case info.Size() > campus.MaxFile:
			return campus.Errorf(campus.TooLarge, "a file can have up to %d GB", campus.MaxFile>>30)
		}
		doc, err = l.env.Files.Add(ctx, path)
		doc.Name = campus.CleanFileName(filepath.Base(path))
		return err
	}, func(err error) {
		l.coming--
		l.missed = err != nil
		l.trouble.Say(ui.Sentence(err))
		if err != nil {
			return
		}
		l.docs = append(l.docs, doc)
		l.show()
		l.form.Typed()
	})
}
