package widget

import (
	"encoding/json"
	"slices"
	"strings"

	"rantau/campus"
)

// Written is what a composer holds: the text, and what goes with it.
type Written struct {
	Text      string            `json:"text"`
	ReplyTo   campus.ID         `json:"reply_to,omitempty"`
	Mentioned []campus.ID       `json:"mentions,omitempty"` // who was chosen after an @, still in the text or not
	Files     []campus.Document `json:"files,omitempty"`
}

const moreThanText = campus.MoreThanText

// Empty tells whether there is nothing to keep.
func (w Written) Empty() bool { return w.Text == "" && w.ReplyTo == "" && len(w.Files) == 0 }

// encode is how it is kept as a draft: the text as it is, where that is all.
func (w Written) encode() string {
	if w.ReplyTo == "" && len(w.Files) == 0 && (w.Text == "" || len(w.Mentioned) == 0) && !strings.HasPrefix(w.Text, moreThanText) {
		return w.Text
	}
	b, err := json.Marshal(w)
	if err != nil {
		return w.Text
	}
	return moreThanText + string(b)
}

func readWritten(draft string) Written {
	rest, more := strings.CutPrefix(draft, moreThanText)
	var w Written
	if more && json.Unmarshal([]byte(rest), &w) == nil {
		return w
	}
	return Written{Text: draft}
}

// with puts what was begun elsewhere before what was typed here meanwhile.
func (w Written) with(typed Written) Written {
	switch {
	case w.Text == "" || w.Text == typed.Text:
		w.Text = typed.Text
	case typed.Text != "":
		w.Text += "\n" + typed.Text
	}
	if w.ReplyTo == "" {
		w.ReplyTo = typed.ReplyTo
	}
	for _, id := range typed.Mentioned {
		if !slices.Contains(w.Mentioned, id) {
			w.Mentioned = append(w.Mentioned, id)
		}
	}
	for _, f := range typed.Files {
		if !slices.ContainsFunc(w.Files, func(g campus.Document) bool { return g.Manifest == f.Manifest && g.Name == f.Name }) {
			w.Files = append(w.Files, f)
		}
	}
	return w
}

// fileNames is what a post says that is nothing but its files: the places where posts
// are read as text show that there is something.
func fileNames(files []campus.Document) string {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}
