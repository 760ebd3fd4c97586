package markdown

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/widget"
)

// table shows rows of cells; the first row is the head.
func (v *View) table(b Block) fyne.CanvasObject {
	t := &tableLayout{}
	var cells []fyne.CanvasObject
	for _, row := range b.Rows {
		t.columns = max(t.columns, len(row))
	}
	for i, row := range b.Rows {
		color := base.ColorNameBackground
		if i == 0 {
			color = theme.ColorNameCode
		}
		cells = append(cells, widget.NewFill(color, base.ColorNameSeparator, 0))
		for j := range t.columns {
			var c Cell
			if j < len(row) {
				c = row[j]
			}
			rich := v.rich(c.Spans, base.SizeNameText, i == 0)
			if c.Right {
				rich.Alignment = fyne.TextAlignTrailing
			}
			cells = append(cells, rich)
			t.want = widen(t.want, j, fyne.MeasureText(Plain(c.Spans), base.TextSize(), fyne.TextStyle{Bold: true}).Width+2*base.InnerPadding()+2)
		}
	}
	return widget.Pad(container.New(t, cells...), 6, 7)
}

func widen(want []float32, column int, width float32) []float32 {
	for len(want) <= column {
		want = append(want, 0)
	}
	want[column] = max(want[column], min(width, 420))
	return want
}

// tableLayout lays rows out: for each row its background and then its cells.
type tableLayout struct {
	columns int
	want    []float32 // the width each column would like
	width   float32
}

func (t *tableLayout) widths() []float32 {
	var sum float32
	for _, w := range t.want {
		sum += w
	}
	out := append([]float32(nil), t.want...)
	if t.width <= 0 || sum <= t.width {
		return out
	}
	// Narrow columns keep their width; the wide ones share what is left.
	fair := t.width / float32(max(1, t.columns))
	var narrow, wide float32
	for _, w := range t.want {
		if w <= fair {
			narrow += w
		} else {
			wide += w
		}
	}
	for i, w := range t.want {
		if w > fair {
			out[i] = w * (t.width - narrow) / wide
		}
	}
	return out
}

func (t *tableLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(40, t.place(o, false))
}

func (t *tableLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	t.width = s.Width
	t.place(o, true)
}

// place puts the cells and gives the height of all.
func (t *tableLayout) place(o []fyne.CanvasObject, move bool) float32 {
	widths, y := t.widths(), float32(0)
	var total float32
	for _, w := range widths {
		total += w
	}
	for i := 0; i+t.columns < len(o); i += t.columns + 1 {
		cells, h := o[i+1:i+1+t.columns], float32(0)
		for j, c := range cells {
			if c.Size().Width != widths[j] {
				c.Resize(fyne.NewSize(widths[j], c.MinSize().Height))
			}
			h = max(h, c.MinSize().Height)
		}
		if move {
			x := float32(0)
			for j, c := range cells {
				c.Resize(fyne.NewSize(widths[j], h))
				c.Move(fyne.NewPos(x, y))
				x += widths[j]
			}
			o[i].Resize(fyne.NewSize(total, h+1))
			o[i].Move(fyne.NewPos(0, y))
		}
		y += h
	}
	return y + 1
}
