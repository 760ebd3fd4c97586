package reader

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

func svg(name, paths string) fyne.Resource {
	return fyne.NewStaticResource(name+".svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+paths+`</svg>`))
}

// The icons of bookmarks and notes, filled so that a button colours them.
var (
	markIcon   = base.NewThemedResource(svg("bookmark", `<path fill="#000000" fill-rule="evenodd" d="M6 3 H18 V21 L12 16.5 L6 21 Z M8 5 V17 L12 14 L16 17 V5 Z"/>`))
	markedIcon = base.NewThemedResource(svg("bookmarked", `<path fill="#000000" d="M6 3 H18 V21 L12 16.5 L6 21 Z"/>`))
	noteIcon   = base.NewThemedResource(svg("note", `<path fill="#000000" fill-rule="evenodd" d="M3 4 H21 V17 H12 L7 21.5 V17 H3 Z M5 6 V15 H9 V17.3 L11.4 15 H19 V6 Z M7 8 H17 V9.6 H7 Z M7 11.2 H14 V12.8 H7 Z"/>`))
)

// The signs on a page. Pages are white in both themes, and so are their signs alike: dark
// edges, and what is for all is full, what is one's own is not, for who can't tell colours.
var (
	signOwn = svg("sign-own", `<path fill="#FFFFFF" d="M2 3 H22 V17.5 H12 L6.5 22.5 V17.5 H2 Z"/>`+
		`<path fill="#12674A" fill-rule="evenodd" d="M2 3 H22 V17.5 H12 L6.5 22.5 V17.5 H2 Z M4 5 V15.5 H8.5 V18 L11.3 15.5 H20 V5 Z M6.5 7.4 H17.5 V9.2 H6.5 Z M6.5 11 H14.5 V12.8 H6.5 Z"/>`)
	signAll = svg("sign-all", `<path fill="#12674A" d="M2 3 H22 V17.5 H12 L6.5 22.5 V17.5 H2 Z"/>`+
		`<path fill="#FFFFFF" d="M6.5 7.2 H17.5 V9.2 H6.5 Z M6.5 10.9 H14.5 V12.9 H6.5 Z"/>`)
	signPage = svg("sign-page", `<path fill="#FFFFFF" d="M5 0 H19 V24 L12 18.4 L5 24 Z"/><path fill="#A8321F" d="M6.2 0 H17.8 V21.6 L12 16.9 L6.2 21.6 Z"/>`)
)
