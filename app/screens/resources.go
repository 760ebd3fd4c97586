package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rantau/app/apptest"
	"rantau/app/reader"
	"rantau/app/reader/acroform"
	"rantau/app/resources"
	"rantau/campus"
)

// shelves puts the library into folders, with a link and a document of several versions.
func shelves(s *stage) {
	library(s)
	c := s.campus
	folder := func(name string, parent campus.ID) campus.ID {
		id := campus.DerivedID("folder", name)
		c.Replica.Add(c.Commons, c.Nadia, "folder", id, &campus.Folder{Name: name, Parent: parent})
		return id
	}
	visas := folder("Visas and insurance", "")
	folder("Orientation week", "")
	thailand := folder("Thailand", visas)
	file := func(name string, change func(*campus.Document)) {
		r, err := c.Replica.Record(context.Background(), apptest.InLibrary(name))
		if err != nil {
			return
		}
		d := campus.As[campus.Document](r)
		change(&d)
		r.Body = campus.NewBody(campus.Create(r.ID, "document", &d).Set)
		c.Replica.Put(r)
	}
	for _, name := range []string{"Form 3, student profile.docx", "Template 2, letter of acceptance.docx"} {
		file(name, func(d *campus.Document) { d.Folder = thailand })
	}
	c.Replica.Add(c.Commons, c.Siti, "document", campus.DerivedID("link"), &campus.Document{Name: "How to apply for a student visa", Category: "Links", Folder: thailand,
		URL: "https://www.example.org/visas/students?country=TH", About: "The form is on the third page. It takes about two weeks.", Language: "en", Tags: []string{"visa"}})
	versions := func(d *campus.Document) {
		at := func(days int) int64 { return apptest.Clock.Add(-time.Duration(days) * 24 * time.Hour).UnixMilli() }
		old := func(c string) string { return strings.Repeat(c, 64) }
		d.Versions = []campus.FileVersion{{Manifest: d.Manifest, Name: d.Name, Size: d.Size, At: at(3), By: c.Siti},
			{Manifest: old("b"), Name: "How to open a class.txt", Size: 1_840, At: at(40), By: c.Siti}, {Manifest: old("c"), Name: "Classes.txt", Size: 920, At: at(90), By: c.Nadia}}
	}
	file("How to open a class.txt", versions)
	r, err := c.Replica.Record(context.Background(), apptest.InLibrary("How to open a class.txt"))
	if err != nil {
		return
	}
	theirs := campus.Replace(r, campus.Document{Name: "x.txt", Size: 2_310, Manifest: strings.Repeat("d", 64)}, c.Nadia, apptest.Clock.Add(-26*time.Hour))
	r.Versions = []campus.Version{{ID: campus.DerivedID("beside"), Author: c.Nadia, At: apptest.Clock.UnixMilli(), Fields: []byte(campus.NewBody(theirs.Set))}}
	c.Replica.Put(r)
	_ = c.Files.Keep(context.Background(), visas, true)
}

func (s *stage) resources() *resources.Screen {
	s.goTo("resources", "", "")
	r, _ := s.program.Screen().(*resources.Screen)
	return r
}

func init() {
	shots = append(shots,
		shot{name: "resources-folders", as: "teacher", before: shelves, play: func(s *stage) {
			s.resources().List().Filters()
			s.settle()
		}},
		shot{name: "resources-folder", as: "student", before: shelves, play: func(s *stage) {
			s.resources().List().Enter(campus.DerivedID("folder", "Thailand"))
			s.settle()
		}},
		shot{name: "resources-versions", as: "teacher", before: shelves, play: func(s *stage) {
			s.resources().List().ShowVersions(apptest.InLibrary("How to open a class.txt"))
			s.settle()
		}},
		shot{name: "resources-room", as: "teacher", before: shelves, play: func(s *stage) {
			s.resources().List().ShowRoom()
			s.settle()
		}},
		shot{name: "resources-several", as: "teacher", before: shelves, play: func(s *stage) {
			var paths []string
			for _, name := range []string{"Learning agreement.pdf", "Insurance, what it pays.pdf", "How to open a class.txt"} {
				path := filepath.Join(s.campus.Dir, name)
				if os.WriteFile(path, []byte(strings.Repeat(name, 900)), 0o600) == nil {
					paths = append(paths, path)
				}
			}
			s.resources().Drop(paths)
			s.settle()
		}},
		shot{name: "resources-form", as: "student", before: formsFilled, play: func(s *stage) {
			r := s.resources()
			r.Tab(1)
			s.settle()
			r.OpenForm(1)
			s.settle()
		}},
		shot{name: "resources-fill", as: "student", before: pdfForm, play: fillHere},
		shot{name: "resources-fill-page", as: "student", before: pdfForm, play: filledPage},
		shot{name: "resources-handed", as: "teacher", before: formsFilled, play: func(s *stage) {
			s.resources().Tab(2)
			s.settle()
		}},
		shot{name: "reader-link", as: "teacher", before: shelves, play: func(s *stage) {
			s.goTo("resources", "", "")
			if r, err := s.campus.Replica.Record(context.Background(), campus.DerivedID("link")); err == nil {
				s.program.Env().Show(r)
			}
			s.settle()
		}},
	)
}

func pdfForm(s *stage) {
	library(s)
	s.campus.OwnSpace()
	s.campus.PDFForm()
}

// fillHere fills in a form inside the window.
func fillHere(s *stage) {
	r := s.resources()
	blank, err := s.campus.Replica.Record(context.Background(), apptest.InLibrary("Form 5, application.pdf"))
	if err == nil {
		r.FillIn(blank)
	}
	s.settle()
}

// filledPage looks at what was written into the file.
func filledPage(s *stage) {
	from, to := filepath.Join(s.campus.Dir, "blank.pdf"), filepath.Join(s.campus.Dir, "filled.pdf")
	if os.WriteFile(from, apptest.FormPaper(), 0o600) != nil {
		return
	}
	_, err := reader.FillForm(context.Background(), from, to, acroform.Values{"person.name": "สมชาย ใจดี", "person.born": "31/12/2005", "passport": "AB1234567",
		"address": "အမှတ် ၁၂၊ ဗိုလ်ချုပ်လမ်း\nរាជធានីភ្នំពេញ\nĐường Nguyễn Huệ", "country": "TH", "languages": "Thai\nBurmese", "level": "Bachelor", "visa": acroform.On})
	b, failed := os.ReadFile(to)
	r, unknown := s.campus.Replica.Record(context.Background(), apptest.InLibrary("Form 5, application.pdf"))
	if err != nil || failed != nil || unknown != nil || s.campus.Files.Bytes(campus.As[campus.Document](r).Manifest, b) != nil {
		return
	}
	s.goTo("resources", "", "")
	s.read("Form 5, application.pdf")
}

// formsFilled has people fill forms in and hand them in.
func formsFilled(s *stage) {
	library(s)
	c := s.campus
	own := c.OwnSpace()
	form3, letter := apptest.InLibrary("Form 3, student profile.docx"), apptest.InLibrary("Template 2, letter of acceptance.docx")
	doc := func(name string, form campus.ID) *campus.Document {
		return &campus.Document{Name: name, Size: 61_000, Manifest: strings.Repeat("e", 64), Stored: strings.Repeat("e", 64), Form: form}
	}
	c.Replica.Add(own, c.Replica.Me(), "document", campus.DerivedID("own form"), doc("Form 3, student profile - Dewi Lestari.docx", form3))
	c.Replica.Add(own, c.Replica.Me(), "document", campus.DerivedID("own letter"), doc("Template 2, letter of acceptance - Dewi Lestari.docx", letter))
	for i, h := range []struct {
		who  campus.ID
		name string
		form campus.ID
	}{{c.Dewi, "Form 3, student profile - Dewi Lestari.docx", form3}, {c.Aung, "Form 3 - Aung.docx", form3}, {c.Aung, "Letter - Aung.docx", letter}} {
		r := c.Replica.Add(c.Bandung, h.who, "document", campus.DerivedID("handed", h.name), doc(h.name, h.form))
		r.Audience, r.Created = campus.Audience(h.who), apptest.Clock.Add(-time.Duration(20+30*i)*time.Hour)
		c.Replica.Put(r)
		if i == 2 {
			receipt := c.Replica.Add(c.Bandung, c.Siti, "receipt", campus.ReceiptID(r.ID), &campus.Receipt{Submission: r.ID, Student: h.who})
			receipt.Created = apptest.Clock.Add(-3 * time.Hour)
			c.Replica.Put(receipt)
		}
	}
}
