package sample

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"time"

	"rantau/campus"
)

// unit is a subject of lessons: a text to read and a workshop that goes with it.
type unit struct{ reading, workshop piece }

type piece struct{ title, text string }

var units sync.Map // area key to []unit

// unitsOf reads the units of an area: "=== Title" begins a reading, "--- Title"
// its workshop.
func unitsOf(area string) []unit {
	if u, ok := units.Load(area); ok {
		return u.([]unit)
	}
	raw, _ := sources.ReadFile("lessons/" + area + ".md")
	var out []unit
	for _, part := range strings.Split("\n"+string(raw), "\n=== ")[1:] {
		reading, workshop, _ := strings.Cut(part, "\n--- ")
		out = append(out, unit{pieceOf(reading), pieceOf(workshop)})
	}
	units.Store(area, out)
	return out
}

func pieceOf(raw string) piece {
	title, text, _ := strings.Cut(raw, "\n")
	return piece{strings.TrimSpace(title), strings.TrimSpace(text)}
}

// lessons writes the lessons of a class and tells how many pictures they show.
// The first opens the class, the last closes it; between them readings and
// workshops take turns.
func (b *builder) lessons(c *class, r *rand.Rand, s scene) (pictures int) {
	n := b.plan.lessons[0] + r.IntN(b.plan.lessons[1]-b.plan.lessons[0]+1)
	if c.number < 2 {
		n = b.plan.lessons[1]
	}
	list := []piece{pick(r, unitsOf("first")).reading}
	for _, u := range b.course(c, r) {
		list = append(list, u.reading, u.workshop)
	}
	list = append(list[:n-1], pick(r, unitsOf("last")).reading)
	parts := newDeck(r, bankOfParts())
	order, at := "", c.since.Add(time.Hour)
	unit := b.unitsIn(c, n, at.Add(-time.Minute))
	for i, p := range list {
		order = campus.OrderBetween(order, "")
		at = awake(r, at, c.teacher.country)
		s.extra = map[string]string{"week": fmt.Sprint(1 + i/2), "number": fmt.Sprint(i + 1), "teacher": c.teacher.short()}
		s.at, s.lesson = at, p.title
		text := p.text
		want := 2100 + r.IntN(1800)
		if i == 0 || i == n-1 { // little is to be added to a welcome or a goodbye
			want = 1700
		}
		for len(text) < want {
			text += "\n\n" + parts.deal()
		}
		id := b.id("class ", c.number, " lesson ", i)
		text, files := b.pictures(c, i, id, s.write(r, text))
		pictures += len(files)
		b.papers += len(files)
		b.add(pending{author: c.teacher, at: at, space: c.id, files: files, changes: []campus.Change{
			campus.Create(id, "lesson", &campus.Lesson{Title: s.write(r, p.title), Text: text, Order: order, Unit: unit(i)}),
		}})
		at = at.Add(time.Duration(18+r.IntN(60)) * time.Hour)
	}
	return pictures
}

// course orders the units of a class: those of its area from a chance one on,
// then what every class can use.
func (b *builder) course(c *class, r *rand.Rand) []unit {
	own, all := unitsOf(c.area), unitsOf("common")
	from := r.IntN(len(own))
	if c.number < 2 {
		from = 0
	}
	out := append(append([]unit{}, own[from:]...), own[:from]...)
	if want := b.plan.lessons[1] / 2; len(out) > want {
		out = out[:want]
	}
	from = r.IntN(len(all))
	return append(append(out, all[from:]...), all[:from]...)
}

// bankOfParts are short sections that end a lesson.
func bankOfParts() []string {
	var out []string
	for _, u := range unitsOf("parts") {
		out = append(out, "## "+u.reading.title+"\n\n"+u.reading.text)
	}
	return out
}

var pictureMark = regexp.MustCompile(`\{picture ([a-z-]+): ([^}]*)\}`)

// pictures replaces the marks of pictures in a lesson by Markdown, and gives
// the files it names.
func (b *builder) pictures(c *class, number int, lesson campus.ID, text string) (string, []file) {
	var files []file
	text = pictureMark.ReplaceAllStringFunc(text, func(mark string) string {
		m := pictureMark.FindStringSubmatch(mark)
		name := fmt.Sprintf("lesson-%d-%s.png", number+1, m[1])
		id := b.id("class ", c.number, " lesson ", number, " picture ", len(files))
		draw := drawing{kind: m[1], seed: b.cfg.Seed + int64(c.number*31+number)}
		files = append(files, file{id: id, content: draw.png,
			record: campus.Document{Name: name, Type: "image/png", Lesson: lesson, About: m[2]}})
		return "![" + m[2] + "](" + name + ")"
	})
	return text, files
}
