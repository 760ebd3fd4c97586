package documents

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// filters are the choices above the list: the category in the first row, the rest in a
// second one that is opened.
type filters struct {
	list          *List
	first, second fyne.CanvasObject
	more          *widget.Button
	category      *widget.Select
	language      *widget.Select
	sort          *widget.Select
	by            *widget.Select
	order         *widget.Select
	here          *widget.Check
	authors       []campus.ID
	setting       bool
}

func newFilters(l *List) *filters {
	f := &filters{list: l}
	changed := func(string) {
		if !f.setting {
			f.mark()
			l.fill()
		}
	}
	choice := func(options []string) *widget.Select {
		s := widget.NewSelect(options, nil)
		s.SetSelectedIndex(0)
		s.OnChanged = changed
		return s
	}
	_, languages := ui.LanguageOptions()
	f.category = choice(append([]string{allOf.Say()}, lang.Terms(campus.Categories)...))
	f.language = choice(append([]string{allLanguages.Say()}, languages...))
	f.sort = choice(append([]string{allTypes.Say()}, sortNames()...))
	f.by = choice([]string{allPeople.Say()})
	f.order = choice([]string{orderName.Say(), orderDate.Say(), orderSize.Say(), orderType.Say()})
	f.here = widget.NewCheck(onlyHere.Say(), func(bool) { changed("") })
	f.more = widget.Plain(filterWord.Say(), base.ListIcon(), f.toggle)
	row := widget.Beside(6)
	if l.categories {
		row.Add(widget.Wide(11, widget.Framed(f.category)))
	}
	row.Add(widget.Middle(f.more))
	f.first = row
	second := widget.Beside(6, widget.Wide(10, widget.Framed(f.language)), widget.Wide(10, widget.Framed(f.sort)), widget.Wide(12, widget.Framed(f.by)),
		widget.Wide(10, widget.Framed(f.order)), widget.Middle(f.here))
	f.second = widget.Inset(second, 0, 6, 12, 12)
	f.second.Hide()
	return f
}

func sortNames() []string {
	return []string{typePDF, typeText.Say(), typeTable.Say(), typeSlides.Say(), typePicture.Say(), typeMedia.Say(), typeLink.Say(), typeOther.Say()}
}

// toggle opens or closes the second row.
func (f *filters) toggle() {
	widget.ShowIf(f.second, !f.second.Visible())
	f.list.relayout()
}

// mark makes the button stand out while a filter of the second row is on.
func (f *filters) mark() {
	q := f.question()
	n := 0
	for _, on := range []bool{q.language != "", q.sort != "", q.by != "", q.here} {
		if on {
			n++
		}
	}
	word := filterWord.Say()
	if n > 0 {
		word = filterSome.Say(n)
	}
	f.more.SetText(word)
}

// offer offers those who added something here.
func (f *filters) offer(k looked) {
	chosen := f.question().by
	seen := map[campus.ID]bool{}
	f.authors = nil
	for _, i := range k.items {
		if !seen[i.record.Author] {
			seen[i.record.Author] = true
			f.authors = append(f.authors, i.record.Author)
		}
	}
	slices.SortFunc(f.authors, func(a, b campus.ID) int {
		if c := strings.Compare(k.people.Name(a), k.people.Name(b)); c != 0 {
			return c
		}
		return strings.Compare(string(a), string(b))
	})
	options := []string{allPeople.Say()}
	for _, id := range f.authors {
		options = append(options, widget.Clean(k.people.Name(id)))
	}
	f.setting = true
	f.by.Options = options
	f.by.SetSelectedIndex(slices.Index(f.authors, chosen) + 1)
	f.by.Refresh()
	f.setting = false
}

func (f *filters) question() question {
	q := question{order: order(max(0, f.order.SelectedIndex())), here: f.here.Checked}
	if i := f.category.SelectedIndex(); f.list.categories && i > 0 {
		q.category = campus.Categories[i-1]
	}
	if i := f.language.SelectedIndex(); i > 0 {
		q.language = ui.Languages[i-1]
	}
	if i := f.sort.SelectedIndex(); i > 0 {
		q.sort = allSorts[i-1]
	}
	if i := f.by.SelectedIndex(); i > 0 && i <= len(f.authors) {
		q.by = f.authors[i-1]
	}
	return q
}

// clear lets all through; the order stays.
func (f *filters) clear() {
	f.setting = true
	for _, s := range []*widget.Select{f.category, f.language, f.sort, f.by} {
		s.SetSelectedIndex(0)
	}
	f.here.SetChecked(false)
	f.setting = false
	f.mark()
}

// Filters opens the second row of filters, or closes it.
func (l *List) Filters() { l.filters.toggle() }
