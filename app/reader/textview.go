package reader

import (
	"context"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
)

// textView shows a text file piece by piece, with what is looked for in it marked.
type textView struct {
	*widget.Column
	text
	env    *ui.Env
	sought func() *seeker // nil while nothing is looked for
	known  map[int]*sheet // pieces as they are searched
}

func newTextView(env *ui.Env, t text, sought func() *seeker) *textView {
	v := &textView{text: t, env: env, sought: sought, known: map[int]*sheet{}}
	v.Column = widget.NewColumn(func(i int) fyne.CanvasObject {
		p := widget.NewReading(widget.Run{Text: t.pieces[i]})
		p.TextStyle.Monospace = t.fixed
		p.Marks = v.marks(i)
		return p
	}, func(i int, width float32) float32 { return widget.TextHeight(t.pieces[i], width) })
	v.MaxWidth, v.Gap, v.Margin = 980, -12, 14
	v.SetCount(len(t.pieces))
	return v
}

// seeker implements searched: a piece is to it what a page is.
func (v *textView) seeker() *seeker {
	return &seeker{writing: v, pages: len(v.pieces), reach: func(i int, h hit) {
		at := offset(v.pieces[i], h.from)
		v.RevealIn(i, func(o fyne.CanvasObject) (float32, float32) { return o.(*widget.Reading).LineAt(at) })
	}}
}

// top implements searched.
func (v *textView) top() (int, float32) { return v.First(), 0 }

// remark implements searched.
func (v *textView) remark() {
	for i := range v.pieces {
		if p, ok := v.Item(i).(*widget.Reading); ok {
			p.Marks = v.marks(i)
			p.Refresh()
		}
	}
}

// marks are those of a piece, the chosen one last: it lies on the others.
func (v *textView) marks(i int) (out []widget.Stretch) {
	s := v.sought()
	if s == nil {
		return nil
	}
	for n, h := range s.hits[i] {
		m := widget.Stretch{From: offset(v.pieces[i], h.from), End: offset(v.pieces[i], h.to+1), Color: markColors[markHit]}
		if s.chosen && s.at == (place{i, n}) {
			m.Color = markColors[markCurrent]
		}
		out = append(out, m)
	}
	return out
}

// offset is where the nth rune of a text begins, in bytes.
func offset(s string, n int) int {
	for at := range s {
		if n == 0 {
			return at
		}
		n--
	}
	return len(s)
}

// get implements writings.
func (v *textView) get(i int) (*sheet, bool) {
	s, ok := v.known[i]
	return s, ok
}

// ask implements writings: a piece is folded on a worker.
func (v *textView) ask(i int, tell func(*sheet)) (leave func()) {
	left := false
	var s *sheet
	ui.Do(v.env, func(context.Context) error {
		s = foldText(v.pieces[i])
		return nil
	}, func(error) {
		if v.known[i] = s; !left {
			tell(s)
		}
	})
	return func() { left = true }
}

// foldText folds a text. Its letters stand below each other: all of them are below where
// somebody begins to look.
func foldText(s string) *sheet {
	all := make(letters, 0, utf8.RuneCountInString(s))
	for _, r := range s {
		y := float32(len(all))
		all = append(all, letter{box: box{0, y, 1, y + 1}, r: r})
	}
	return newSheet(all)
}
