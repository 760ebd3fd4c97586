package sample

import (
	"fmt"
	"math/rand/v2"
	"path"
	"strings"
	"sync"
	"time"

	"rantau/campus"
)

// paper is a document to be filled in: a form, a letter, a list. Its source in
// papers/ says in the second line where it belongs, what the file is called,
// its category in Resources and a line about it.
type paper struct {
	place, name, category, about string
	title, text                  string
}

// papers are all sources, by place, in the order of their names.
var papers = sync.OnceValue(func() map[string][]paper {
	out := map[string][]paper{}
	entries, _ := sources.ReadDir("papers")
	for _, e := range entries {
		title, text := article("papers", e.Name())
		head, body, _ := strings.Cut(text, "\n")
		field := strings.Split(head, "|")
		for len(field) < 4 {
			field = append(field, "")
		}
		for i := range field {
			field[i] = strings.TrimSpace(field[i])
		}
		for _, place := range strings.Fields(field[0]) {
			out[place] = append(out[place], paper{place, field[1], field[2], field[3], title, strings.TrimSpace(body)})
		}
	}
	return out
})

var mediaTypes = map[string]string{".pdf": "application/pdf", ".txt": "text/plain", ".csv": "text/csv"}

// papersFor adds n papers to a space, by some of its people. The same paper
// comes again for another student or week.
func (b *builder) papersFor(place string, n int, space campus.ID, where string, by []*person, from time.Time, s scene) {
	of := papers()[place]
	r := b.rand("papers ", where)
	names := map[string]bool{}
	start := 0
	if n < len(of) && place != "resources" {
		start = r.IntN(len(of))
	}
	for k := range n {
		p, author := of[(start+k)%len(of)], by[k%len(by)]
		at := between(r, from, b.now.Add(-time.Hour), author.country)
		s := s
		s.at, s.me, s.to = at, author, pick(r, by)
		if s.here == nil {
			s.here = author.at
		}
		student := s.to
		if place == "group" { // letters are about students; staff stand first in a group
			student = by[len(by)-1-k%(len(by)/2+1)]
		}
		s.extra = map[string]string{"copy": fmt.Sprint(1 + k/len(of)), "student": student.name, "teacher": author.name}
		name := campus.CleanFileName(s.write(r, p.name))
		ext := path.Ext(name)
		for base, i := strings.TrimSuffix(name, ext), 2; names[strings.ToLower(name)]; i++ {
			name = fmt.Sprintf("%s (%d)%s", base, i, ext)
			if place == "resources" { // those of earlier batches are kept
				name = fmt.Sprintf("%s - batch of %d%s", base, b.now.Year()+1-i, ext)
			}
		}
		names[strings.ToLower(name)] = true
		id := b.id(where, " paper ", k)
		record := campus.Document{Name: name, Type: mediaTypes[path.Ext(name)], Category: p.category, About: s.write(r, p.about)}
		if b.plan.alive && place == "resources" {
			record.Folder, record.Tags = b.shelf(k)
		}
		b.keep(author, at, space, file{id: id, record: record, content: func() []byte { return b.print(id, p, s, ext) }})
	}
}

// readings are some lessons of a study area, to read on paper.
func readings(r *rand.Rand, name string) string {
	var b strings.Builder
	for _, a := range areas {
		if strings.EqualFold(a.name, name) {
			all := unitsOf(a.key)
			for _, k := range r.Perm(len(all))[:min(len(all), 3)] {
				for _, p := range []piece{all[k].reading, all[k].workshop} {
					b.WriteString("## " + p.title + "\n\n" + pictureMark.ReplaceAllString(p.text, "(Picture: $2)") + "\n\n")
				}
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// print makes the bytes of a paper, the same each time.
func (b *builder) print(id campus.ID, p paper, s scene, ext string) []byte {
	r := b.rand("print ", id)
	text := strings.ReplaceAll(p.text, "{series}", series(r, 48+r.IntN(96)))
	text = strings.ReplaceAll(text, "{readings}", readings(r, s.area))
	text = s.write(r, text)
	title := s.write(r, p.title)
	switch ext {
	case ".pdf":
		return printPDF(title, text, s.at)
	case ".csv":
		return []byte(strings.ReplaceAll(text, "\n", "\r\n") + "\r\n")
	}
	return []byte(title + "\n" + strings.Repeat("=", len([]rune(title))) + "\n\n" + text + "\n\n" + s.at.Format(time.DateOnly) + "\n")
}
