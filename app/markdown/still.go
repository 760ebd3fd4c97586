package markdown

import (
	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
)

// Still shows a short text as part of something larger, such as a question: all of it at
// once, without scrolling of its own. Its pictures are not there.
func Still(env *ui.Env, source string) fyne.CanvasObject {
	v := &View{env: env, pictures: map[string]*shown{}}
	v.column = widget.NewColumn(v.build, v.estimate)
	v.blocks = Parse(source)
	box := widget.Stackup(0)
	for i := range v.blocks {
		box.Add(v.build(i))
	}
	return box
}
