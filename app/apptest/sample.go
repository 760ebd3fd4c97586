package apptest

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"time"

	"rantau/app/ui"
	"rantau/campus"

	"fyne.io/fyne/v2"
)

// Campus is a small sample campus in memory with all that a screen needs.
type Campus struct {
	Replica *Replica
	Files   *Files
	Link    *Link
	Folders *Folders
	Queue   *Queue
	Dir     string

	Commons, Bandung, Penang  campus.ID   // spaces
	Soil, Service, Empty      campus.ID   // classes
	Group, Talk               campus.ID   // spaces
	Lessons                   []campus.ID // of Soil
	Topic, Article, Request   campus.ID
	Factsheet                 campus.ID // a document of Soil
	Siti, Dewi, Minh, Nadia   campus.ID
	Somchai, Aung, Maria, Sok campus.ID

	clock time.Time
}

// Clock is the time at which the sample campus stands still.
var Clock = time.Date(2027, 3, 16, 14, 2, 0, 0, time.Local)

// NewCampus makes the sample campus as one of its people sees it; dir holds
// its files. The person is chosen by role: "teacher", "student" or "stranger".
func NewCampus(dir, as string) *Campus {
	c := &Campus{Link: &Link{}, Folders: &Folders{}, Queue: &Queue{}, Dir: dir, clock: Clock}
	for i, p := range []*campus.ID{&c.Siti, &c.Dewi, &c.Minh, &c.Nadia, &c.Somchai, &c.Aung, &c.Maria, &c.Sok,
		&c.Commons, &c.Bandung, &c.Penang, &c.Soil, &c.Service, &c.Empty, &c.Group, &c.Talk,
		&c.Topic, &c.Article, &c.Request, &c.Factsheet} {
		*p = campus.DerivedID("sample", fmt.Sprint(i))
	}
	me := map[string]campus.ID{"teacher": c.Siti, "student": c.Dewi, "stranger": c.Sok}[as]
	c.Replica = NewReplica(me, func() time.Time { return c.clock })
	c.Files = NewFiles(dir, c.Replica)
	c.Link.Set(campus.Status{Line: campus.Online, LastSync: Clock})
	c.people()
	c.classes()
	c.commons()
	c.clock = Clock
	return c
}

// Env makes an Env over the campus.
func (c *Campus) Env(w fyne.Window) *ui.Env {
	e := ui.NewEnv(c.Replica, c.Files, c.Link, w)
	e.Folders = c.Folders
	e.Main, e.Now = c.Queue.Main, func() time.Time { return Clock }
	c.Replica.Watch(func(n campus.Notice) { c.Queue.Main(func() { e.People.Changed(n); e.Unread.Changed(n) }) })
	return e
}

// at sets the clock some time before now.
func (c *Campus) at(ago time.Duration) *Campus { c.clock = Clock.Add(-ago); return c }

func (c *Campus) join(space, person campus.ID, role campus.Role) {
	c.Replica.Add(space, person, "membership", campus.MembershipID(space, person), &campus.Membership{Person: person, Role: role})
}

func (c *Campus) people() {
	r := c.Replica
	c.at(40 * 24 * time.Hour)
	r.Add(c.Commons, "", "commons", c.Commons, &campus.Commons{Name: "The exchange"})
	own := campus.PersonalSpace(r.Me())
	r.Add(own, "", "personal", own, &campus.Personal{Owner: r.Me()})
	c.join(own, r.Me(), campus.Owner)
	for _, i := range []campus.College{
		{Institution: c.Bandung, Name: "Politeknik Negeri Bandung Raya", City: "Bandung", Country: "ID"},
		{Institution: c.Penang, Name: "Penang College of Technology", City: "George Town", Country: "MY"},
	} {
		r.Add(i.Institution, "", "institution", i.Institution, &campus.Institution{Name: i.Name})
		r.Add(c.Commons, "", "college", campus.CollegeID(i.Institution), &i)
	}
	for _, p := range []struct {
		id   campus.ID
		name string
		at   campus.ID
		work string
		role campus.Role
	}{
		{c.Siti, "Siti Rahmawati", c.Bandung, "teacher", campus.Staff},
		{c.Dewi, "Dewi Lestari", c.Bandung, "student", campus.Member},
		{c.Minh, "Nguyễn Minh Anh", c.Penang, "student", campus.Member},
		{c.Nadia, "Nadia binti Hassan", c.Penang, "coordinator", campus.Staff},
		{c.Somchai, "Somchai Wongsakul", c.Penang, "student", campus.Member},
		{c.Aung, "Aung Ko Ko", c.Bandung, "student", campus.Member},
		{c.Maria, "Maria Clara Santos", c.Penang, "student", campus.Member},
		{c.Sok, "Sok Dara", c.Penang, "student", campus.Member},
	} {
		r.Add(c.Commons, p.id, "person", p.id, &campus.Person{Name: p.name, Institution: p.at, Work: p.work})
		c.join(c.Commons, p.id, campus.Member)
		c.join(p.at, p.id, p.role)
	}
}

func (c *Campus) classes() {
	r := c.Replica
	r.Add(c.Soil, c.Siti, "class", c.Soil, &campus.Course{Title: "Soil, sensors and water", Area: campus.StudyAreas[5],
		About: "Six weeks in which we measure a field, understand what we measured, and let a pump act on it."})
	r.Add(c.Service, c.Nadia, "class", c.Service, &campus.Course{Title: "Service at the front desk", Area: campus.StudyAreas[3]})
	r.Add(c.Empty, c.Siti, "class", c.Empty, &campus.Course{Title: "Repairing small engines", Area: campus.StudyAreas[6]})
	c.join(c.Soil, c.Siti, campus.Owner)
	c.join(c.Empty, c.Siti, campus.Owner)
	c.join(c.Service, c.Nadia, campus.Owner)
	for _, p := range []campus.ID{c.Dewi, c.Minh, c.Somchai, c.Aung} {
		c.join(c.Soil, p, campus.Member)
	}
	c.join(c.Service, c.Dewi, campus.Member)
	c.join(c.Service, c.Siti, campus.Member)
	order := ""
	for i, title := range []string{"What soil moisture tells a farmer", "How sensors talk to a board", "Calibrating your sensor",
		"From readings to a table", "When should the pump start?", "Your project: a bed that waters itself"} {
		c.at(time.Duration(20-i) * 24 * time.Hour)
		order = campus.OrderBetween(order, "")
		id := campus.DerivedID("lesson", title)
		c.Lessons = append(c.Lessons, id)
		text := Lesson
		if i > 0 {
			text = "# " + title + "\n\nThis lesson follows on from the last one. Bring your readings.\n"
		}
		r.Add(c.Soil, c.Siti, "lesson", id, &campus.Lesson{Title: title, Text: text, Order: order})
	}
	c.document(c.Soil, c.Lessons[0], "", "moisture.png", "image/png", Drawing())
	c.document(c.Soil, "", c.Factsheet, "Field notebook.pdf", "application/pdf", bytes.Repeat([]byte("%PDF-1.4 "), 400_000))
	c.document(c.Soil, "", "", "Readings from plot A.csv", "text/csv", bytes.Repeat([]byte("12:00,431\n"), 900))
	c.posts()
}

// document adds a document with its bytes.
func (c *Campus) document(space, lesson, id campus.ID, name, kind string, b []byte) {
	if id == "" {
		id = campus.DerivedID("document", name)
	}
	c.file(space, id, c.Siti, campus.Document{Name: name, Type: kind, Lesson: lesson}, b)
}

func (c *Campus) file(space, id, by campus.ID, about campus.Document, b []byte) {
	path := filepath.Join(c.Dir, "upload-"+about.Name)
	if os.WriteFile(path, b, 0o600) != nil {
		return
	}
	d, err := c.Files.Add(context.Background(), path)
	if err != nil {
		return
	}
	d.Name, d.Lesson, d.Of, d.Category, d.Stored = about.Name, about.Lesson, about.Of, about.Category, d.Manifest
	if about.Type != "" {
		d.Type = about.Type
	}
	c.Replica.Add(space, by, "document", id, &d)
}

func (c *Campus) posts() {
	for i, p := range []struct {
		by   campus.ID
		text string
	}{
		{c.Siti, "Welcome, everybody! Please write where your field is and what grows on it."},
		{c.Minh, "Xin chào! Our plot is behind the workshop in George Town. Chili and lemongrass, a bit dry at the moment."},
		{c.Somchai, "สวัสดีครับ ผมปลูกผักบุ้งหลังบ้าน I will measure every morning before class."},
		{c.Aung, "Mine is only three pots on a balcony. Is that enough for the project?"},
		{c.Siti, "Three pots are plenty, Aung. What matters is that you measure at the same times every day.\n\nWrite the weather down too: one word is enough."},
		{c.Dewi, "My sensor shows 1023 whatever I do. I have tried two cables and another pin. What else can I check before I open the case?"},
	} {
		c.at(time.Duration(130-24*i) * time.Hour)
		c.Replica.Add(c.Soil, p.by, "post", campus.DerivedID("post", fmt.Sprint(i)), &campus.Post{Topic: c.Soil, Text: p.text})
	}
}

// Drawing makes a small picture: a graph of moisture over time.
func Drawing() []byte {
	m := image.NewNRGBA(image.Rect(0, 0, 900, 360))
	for y := range 360 {
		for x := range 900 {
			col := color.NRGBA{0xEF, 0xF6, 0xF4, 0xFF}
			curve := 60 + (x%300)*2/3
			switch {
			case y > 344 || x < 6:
				col = color.NRGBA{0x55, 0x60, 0x60, 0xFF}
			case y > curve-3 && y < curve+3:
				col = color.NRGBA{0x0E, 0x6B, 0x68, 0xFF}
			case y%60 == 0:
				col = color.NRGBA{0xD5, 0xDF, 0xDC, 0xFF}
			}
			m.SetNRGBA(x, y, col)
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, m)
	return b.Bytes()
}

// Picture is the bytes of a small picture.
func Picture() []byte { return Drawing() }

// Manifest is the hash of a file that is here.
func (c *Campus) Manifest() string {
	r, err := c.Replica.Record(context.Background(), c.Factsheet)
	if err != nil {
		return ""
	}
	return campus.As[campus.Document](r).Manifest
}

// Hang adds a document that hangs on a record, with its bytes.
func (c *Campus) Hang(space, of, by campus.ID, name string, b []byte) campus.ID {
	id := campus.DerivedID("hangs", string(of), name)
	c.file(space, id, by, campus.Document{Name: name, Of: of}, b)
	return id
}
