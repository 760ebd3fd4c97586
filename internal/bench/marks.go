package main

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/theme"
	"rantau/app/training"
	"rantau/app/ui"
	"rantau/campus"
	"rantau/sync/server"
)

// The size of the gradebook that is opened.
const (
	bookStudents = 200
	bookTasks    = 40
)

// gradebook opens the marks of a class in which everything was handed in, opened, marked
// and returned, from a copy on the disk.
func gradebook(ctx context.Context) (string, error) {
	b, err := newBed(ctx)
	if err != nil {
		return "", err
	}
	defer b.close()
	if err := b.fillBook(ctx); err != nil {
		return "", err
	}
	d, err := b.device(ctx, "p0", b.address)
	if err != nil {
		return "", err
	}
	defer d.Close()
	if _, err := d.sync(ctx); err != nil {
		return "", err
	}
	a := test.NewApp()
	defer a.Quit()
	a.Settings().SetTheme(theme.New(theme.Look{}))
	w := a.NewWindow("")
	w.Resize(fyne.NewSize(1366, 768))
	queue := &apptest.Queue{}
	env := ui.NewEnv(d.Replica, apptest.NewFiles(b.dir, nil), &apptest.Link{}, w)
	env.Main = queue.Main
	defer env.Close()
	s := training.New(env).(*training.Screen)
	w.SetContent(s.Content())
	s.Open(ui.Place{Space: b.class})
	s.Shown()
	queue.Settle(env)
	s.SelectTab(1)
	queue.Settle(env)
	began := time.Now()
	s.Marks()
	apptest.Relayout(w.Canvas())
	seen := ms(began)
	queue.Settle(env)
	apptest.Relayout(w.Canvas())
	return fmt.Sprintf("%.0f ms until it is seen, %.0f ms until it was looked up anew", seen, ms(began)), nil
}

// fillBook puts students and their work into the class.
func (b *bed) fillBook(ctx context.Context) error {
	var all []server.Import
	put := func(by campus.ID, to campus.Audience, id campus.ID, kind string, v campus.Value) {
		all = append(all, server.Import{Author: by, Action: campus.Action{Space: b.class, Changes: []campus.Change{campus.Create(id, kind, v).For(to)}}})
	}
	teacher, text := b.people[0], texts(1, textSize)[0]
	var tasks []campus.ID
	for i := range bookTasks {
		tasks = append(tasks, campus.NewID())
		put(teacher, campus.Everyone, tasks[i], "assignment", &campus.Assignment{Title: fmt.Sprint("Assignment ", i), Points: 20, Weight: 1, Due: int64(i+1) * 86_400_000})
	}
	for i := range bookStudents {
		who := campus.NewID()
		all = append(all, server.Import{Action: campus.Action{Space: b.class, Changes: []campus.Change{campus.Join(b.class, who, campus.Member)}}})
		for j, task := range tasks {
			sub, score := campus.NewID(), float64((i+j)%21)
			put(who, campus.Audience(who), sub, "submission", &campus.Submission{Assignment: task, Text: text})
			put(teacher, campus.Audience(who), campus.ReceiptID(sub), "receipt", &campus.Receipt{Submission: sub, Student: who})
			put(teacher, campus.Audience(who), campus.MarkID(task, who), "mark", &campus.Mark{Assignment: task, Student: who, Submission: sub, Score: &score})
		}
		if err := b.server.Import(ctx, all...); err != nil {
			return err
		}
		all = all[:0]
	}
	return nil
}
