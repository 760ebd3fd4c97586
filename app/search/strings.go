package search

import "rantau/app/lang"

// What the screen says.
const (
	title       lang.Text = "search.title"
	hint        lang.Text = "search.hint"
	start       lang.Text = "search.start"
	startHint   lang.Text = "search.startHint"
	nothing     lang.Text = "search.nothing"
	nothingHint lang.Text = "search.nothingHint"
	foundCount  lang.Text = "search.foundCount"
	foundMany   lang.Text = "search.foundMany"
	onPage      lang.Text = "search.onPage"
	inPlace     lang.Text = "search.inPlace"
	indexing    lang.Text = "search.indexing"

	kindAll         lang.Text = "search.kindAll"
	kindLessons     lang.Text = "search.kindLessons"
	kindAssignments lang.Text = "search.kindAssignments"
	kindPosts       lang.Text = "search.kindPosts"
	kindDocuments   lang.Text = "search.kindDocuments"
	kindPeople      lang.Text = "search.kindPeople"
	kindNews        lang.Text = "search.kindNews"
	kindRequests    lang.Text = "search.kindRequests"
	kindSpaces      lang.Text = "search.kindSpaces"

	dot = " · "
)
