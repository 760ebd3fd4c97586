package documents

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// order is how documents are sorted.
type order int

const (
	byName order = iota
	byDate       // the newest first
	bySize       // the largest first
	byType
)

// question is what the person looks for.
type question struct {
	words    string
	folder   campus.ID
	category string
	language string
	sort     string
	by       campus.ID
	here     bool
	order    order
}

// asks tells whether documents are looked for, in place of a folder looked at.
func (q question) asks() bool {
	return strings.TrimSpace(q.words) != "" || q.category != "" || q.language != "" || q.sort != "" || q.by != "" || q.here
}

// entry is a row of the list: a folder or a document.
type entry struct {
	item
	folder bool
	count  int // documents in a folder
}

type sifted struct {
	entries []entry
	found   int // documents that are shown
	of      int // documents that there are within the folder
}

// sift finds what is shown. It asks the disk where documents here are looked for: call
// it on a worker.
func sift(ctx context.Context, env *ui.Env, k looked, q question) sifted {
	var s sifted
	asks := q.asks()
	words := strings.Fields(strings.ToLower(q.words))
	counts := map[campus.ID]int{}
	for _, i := range k.items {
		place := k.shelves.Place(i.doc.Folder)
		if !k.shelves.Within(place, q.folder) {
			continue
		}
		s.of++
		for at := place; at != q.folder; at = k.shelves.Parent(at) {
			counts[at]++
		}
		if !asks && place == q.folder || asks && q.lets(i, words) {
			s.entries = append(s.entries, entry{item: i})
		}
	}
	if q.here {
		s.entries = slices.DeleteFunc(s.entries, func(e entry) bool {
			st, err := env.Files.State(ctx, e.record.ID)
			return ctx.Err() == nil && (err != nil || !st.Whole())
		})
	}
	slices.SortStableFunc(s.entries, q.compare)
	s.found = len(s.entries)
	if !asks {
		s.found = s.of
		s.entries = append(folders(k, q.folder, counts), s.entries...)
	}
	return s
}

// folders are those in a folder, by their order and name.
func folders(k looked, in campus.ID, counts map[campus.ID]int) []entry {
	var all []entry
	orders := map[campus.ID]string{}
	for _, r := range k.shelves.In(in) {
		f := campus.As[campus.Folder](r)
		orders[r.ID] = f.Order
		all = append(all, entry{item: item{record: r, doc: campus.Document{Name: f.Name}, name: strings.ToLower(widget.Clean(f.Name))}, folder: true, count: counts[r.ID]})
	}
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(orders[a.record.ID], orders[b.record.ID]), cmp.Compare(a.name, b.name), cmp.Compare(a.record.ID, b.record.ID))
	})
	return all
}

// lets tells whether a document fits.
func (q question) lets(i item, words []string) bool {
	switch {
	case q.category != "" && i.doc.Category != q.category, q.sort != "" && i.sort != q.sort, q.by != "" && i.record.Author != q.by,
		q.language != "" && i.doc.Language != q.language && !strings.HasPrefix(i.doc.Language, q.language+"-"):
		return false
	}
	for _, w := range words {
		if !strings.Contains(i.words, w) {
			return false
		}
	}
	return true
}

func (q question) compare(a, b entry) int {
	var by int
	switch q.order {
	case byDate:
		by = b.record.WrittenAt().Compare(a.record.WrittenAt())
	case bySize:
		by = cmp.Compare(b.doc.Size, a.doc.Size)
	case byType:
		by = cmp.Compare(slices.Index(allSorts, a.sort), slices.Index(allSorts, b.sort))
	}
	return cmp.Or(by, cmp.Compare(a.name, b.name), cmp.Compare(a.record.ID, b.record.ID))
}

var allSorts = []string{sortPDF, sortText, sortTable, sortSlides, sortPicture, sortMedia, sortLink, sortOther}
