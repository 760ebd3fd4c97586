package training_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/xuri/excelize/v2"

	"rantau/app/apptest"
	"rantau/app/training"
	"rantau/app/widget"
	"rantau/campus"
)

// handed puts a student's work for an assignment into the class.
func handed(h *apptest.Hand, task, student campus.ID, text string) campus.Record {
	sub := h.Campus.Replica.Add(h.Campus.Soil, student, "submission", campus.NewID(), &campus.Submission{Assignment: task, Text: text})
	sub.Audience = campus.Audience(student)
	h.Campus.Replica.Put(sub)
	return sub
}

// marked puts a mark into the class.
func marked(h *apptest.Hand, task, student, submission campus.ID, score float64, to campus.Audience) {
	m := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "mark", campus.MarkID(task, student),
		&campus.Mark{Assignment: task, Student: student, Submission: submission, Score: &score})
	m.Audience = to
	h.Campus.Replica.Put(m)
}

// openBook opens the gradebook of a class with work in every state.
func openBook(t *testing.T) (*apptest.Hand, *training.Screen, campus.ID) {
	h, s := open(t, "teacher")
	soil(h, s)
	task := assign(h, campus.Assignment{Title: "Map", Points: 10, Weight: 2, Due: h.Env.Now().Add(-time.Hour).UnixMilli()})
	assign(h, campus.Assignment{Title: "Report", Points: 20, Weight: 1})
	dewi, minh := handed(h, task, h.Campus.Dewi, "one"), handed(h, task, h.Campus.Minh, "two")
	early := dewi
	early.Created = h.Env.Now().Add(-2 * time.Hour)
	h.Campus.Replica.Put(early)
	marked(h, task, h.Campus.Dewi, dewi.ID, 7.5, campus.Audience(h.Campus.Dewi))
	odd := minh
	odd.Written = &campus.Written{From: minh.Created.Add(-24 * time.Hour).UnixMilli(), To: minh.Created.UnixMilli(), Clock: 1}
	h.Campus.Replica.Put(odd)
	handed(h, task, h.Campus.Aung, "three")
	h.Settle()
	h.Tap("Work")
	h.Tap("Gradebook")
	return h, s, task
}

func TestGradebook(t *testing.T) {
	h, _, _ := openBook(t)
	h.Want("4 students", "Map", "/ 10   × 2", "/ 20   × 1", "Aung Ko Ko", "7.5", "75 %", "to mark", "late", "odd clock", "returned to the student")
	if n := strings.Count(h.Text(), "late\n"); n != 1 {
		t.Errorf("%d are late: a wrong clock is not counted", n)
	}
	// By the keys to Aung's work: the first row, the column after the total.
	h.Env.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	h.Env.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	h.Settle()
	h.Want("Aung Ko Ko", "three")
}

func TestWeightIsChangedFromTheHead(t *testing.T) {
	h, _, task := openBook(t)
	h.Pick("/ 10   × 2")
	h.Pick("Edit assignment")
	h.Fill("Weight in the total", "4")
	h.Tap("Save")
	h.Want("Gradebook", "/ 10   × 4")
	if r, _ := h.Campus.Replica.Record(t.Context(), task); campus.As[campus.Assignment](r).Weight != 4 {
		t.Errorf("saved: %s", r.Body)
	}
	h.Pick("/ 10   × 4")
	h.Pick("Open")
	h.Want("Edit assignment", "Students")
}

func TestGradebookFollows(t *testing.T) {
	h, _, task := openBook(t)
	marked(h, task, h.Campus.Aung, "", 4, campus.StaffOnly)
	h.Settle()
	h.Want("40 %")
}

func TestMyMarks(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	h.Tap("Work")
	h.WantNot("My marks")
	task := assign(h, campus.Assignment{Title: "Map", Points: 10, Weight: 2})
	sub := handed(h, task, h.Campus.Dewi, "one")
	marked(h, task, h.Campus.Dewi, sub.ID, 9, campus.Audience(h.Campus.Dewi))
	handed(h, task, h.Campus.Minh, "another's")
	h.Settle()
	h.Tap("My marks")
	h.Want("Total 90 %", "9 of 10 points", "Map")
	h.WantNot("Minh")
	h.Pick("Map")
	h.Want("one")
	s.Back()
	h.Settle()
	h.Want("Total 90 %")
}

func TestExport(t *testing.T) {
	h, s, task := openBook(t)
	gone := campus.NewID()
	h.Campus.Replica.Put(campus.Record{ID: gone, Kind: "assignment", Space: h.Campus.Soil, Deleted: true, Body: campus.Body("{}")})
	sub := handed(h, gone, h.Campus.Aung, "for what is no more")
	marked(h, gone, h.Campus.Aung, sub.ID, 3, campus.StaffOnly)
	dewi, _ := h.Campus.Replica.Record(t.Context(), h.Campus.Dewi)
	evil := "=1+\u202e" + strings.Repeat("ក", 10_000) + "👩‍🌾"
	dewi.Body = campus.NewBody(campus.Create(dewi.ID, "person", &campus.Person{Name: evil}).Set)
	h.Campus.Replica.Put(dewi)
	_ = task
	h.Settle()
	dir := t.TempDir()
	asked := ""
	widget.PickPlace = func(name string) (string, bool) { asked = name; return filepath.Join(dir, "marks"), true }
	defer func() { widget.PickPlace = nil }()
	s.Export(".csv")
	h.Settle()
	h.Want("Saved as “marks”.")
	if asked != "Soil, sensors and water - Gradebook.csv" {
		t.Errorf("the file is offered as %q", asked)
	}
	b, err := os.ReadFile(filepath.Join(dir, "marks"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, r := range rows {
		got[strings.TrimSuffix(r[0], strings.Repeat("ក", 10_000)+"👩‍🌾")] = r
	}
	for who, want := range map[string]string{
		"Students":            "Institution|Total (%)|Map|Report|(removed assignment)|Late",
		"Points":              "|100|10|20||",
		"Weight in the total": "||2|1||",
		"Aung Ko Ko":          "Politeknik Negeri Bandung Raya||to mark||3|1",
		"'=1+":                "|75|7.5|||0",
		"Nguyễn Minh Anh":     "Penang College of Technology||to mark|||0",
	} {
		if g := strings.Join(got[who][1:], "|"); g != want {
			t.Errorf("%s: %q, want %q", who, g, want)
		}
	}
	s.Export(".xlsx")
	h.Settle()
	f, err := excelize.OpenFile(filepath.Join(dir, "marks"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for at, want := range map[string]string{"A5": "Aung Ko Ko", "D2": "10", "D3": "2", "D5": "to mark", "F5": "3", "C4": "75", "D4": "7.5"} {
		if v, _ := f.GetCellValue("Soil, sensors and water", at); v != want {
			t.Errorf("%s is %.40q, want %q", at, v, want)
		}
	}
	if v, _ := f.GetCellValue("Soil, sensors and water", "A4"); v != "=1+"+strings.Repeat("ក", 10_000)+"👩‍🌾" {
		t.Errorf("a long name came back as %.40q, %d bytes", v, len(v))
	}
	// A folder that is not there says so.
	widget.PickPlace = func(string) (string, bool) { return filepath.Join(dir, "nowhere", "marks"), true }
	s.Export(".csv")
	h.Settle()
	h.Want("The file was not saved")
}

// large makes a class of 200 students and 40 assignments.
func large(h *apptest.Hand) {
	r, class := h.Campus.Replica, h.Campus.Soil
	var tasks []campus.ID
	for i := range 40 {
		id := campus.DerivedID("large", fmt.Sprint(i))
		tasks = append(tasks, id)
		r.Add(class, h.Campus.Siti, "assignment", id, &campus.Assignment{Title: fmt.Sprint("Assignment ", i), Points: 20, Weight: 1, Due: int64(1+i) * 1000})
	}
	for i := range 200 {
		who := campus.DerivedID("large student", fmt.Sprint(i))
		r.Add(h.Campus.Commons, who, "person", who, &campus.Person{Name: fmt.Sprintf("Student %03d", i)})
		r.Add(class, who, "membership", campus.MembershipID(class, who), &campus.Membership{Person: who, Role: campus.Member})
		for j, task := range tasks {
			score := float64((i + j) % 21)
			r.Add(class, h.Campus.Siti, "mark", campus.MarkID(task, who), &campus.Mark{Assignment: task, Student: who, Score: &score})
		}
	}
}

// BenchmarkGradebook opens the page of 200 × 40, of what the class has looked up already.
func BenchmarkGradebook(b *testing.B) {
	h := apptest.NewHand(b, "teacher")
	s := training.New(h.Env).(*training.Screen)
	large(h)
	h.Show(s)
	place{h.Campus.Soil, ""}.of(h, s)
	h.Tap("Work")
	for b.Loop() {
		s.Marks()
		apptest.Relayout(h.Window.Canvas())
		b.StopTimer()
		h.Settle()
		s.Back()
		b.StartTimer()
	}
}

// BenchmarkGradebookScroll goes a row down, as a key that is held does.
func BenchmarkGradebookScroll(b *testing.B) {
	h := apptest.NewHand(b, "teacher")
	s := training.New(h.Env).(*training.Screen)
	large(h)
	h.Show(s)
	place{h.Campus.Soil, ""}.of(h, s)
	h.Tap("Work")
	s.Marks()
	h.Settle()
	keys := h.Env.Window.Canvas().Focused()
	for i := 0; b.Loop(); i++ {
		key := fyne.KeyDown
		if i/180%2 == 1 {
			key = fyne.KeyUp
		}
		keys.TypedKey(&fyne.KeyEvent{Name: key})
	}
}
