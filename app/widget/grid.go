package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"
)

// Grid is Fyne's virtual table with a head over the columns and a name before each row,
// which stay in place while the rest scrolls. Enter opens the cell that the keyboard is
// on, Esc goes to the window.
type Grid struct {
	fw.Table
	// OnOpen is told that a cell was tapped, or Enter pressed on it.
	OnOpen func(row, col int)

	row, col int // the cell that the keyboard is on
}

// Cells are what a grid is filled with. Row is -1 for the head of a column, col for the
// name of a row.
type Cells struct {
	Size     func() (rows, cols int)
	New      func() fyne.CanvasObject
	Fill     func(row, col int, o fyne.CanvasObject)
	NewHead  func() fyne.CanvasObject
	FillHead func(row, col int, o fyne.CanvasObject)
}

// NewGrid makes a grid of which the first columns do not scroll. All columns have one
// width: with another one for those, Fyne marks the cell of the keyboard beside it.
func NewGrid(c Cells, fixed int) *Grid {
	g := &Grid{}
	g.Length, g.CreateCell = c.Size, c.New
	g.UpdateCell = func(id fw.TableCellID, o fyne.CanvasObject) { c.Fill(id.Row, id.Col, o) }
	g.CreateHeader = c.NewHead
	g.UpdateHeader = func(id fw.TableCellID, o fyne.CanvasObject) { c.FillHead(id.Row, id.Col, o) }
	g.ShowHeaderRow, g.ShowHeaderColumn, g.StickyColumnCount = true, true, fixed
	g.OnSelected = func(id fw.TableCellID) {
		g.row, g.col = id.Row, id.Col
		g.UnselectAll() // so that the same cell can be opened again
		if g.OnOpen != nil {
			g.OnOpen(id.Row, id.Col)
		}
	}
	g.ExtendBaseWidget(g)
	return g
}

// TypedKey implements fyne.Focusable.
func (g *Grid) TypedKey(k *fyne.KeyEvent) {
	_, cols := g.Length()
	switch k.Name {
	case fyne.KeyEscape:
		passKey(g, k)
	case fyne.KeyReturn, fyne.KeyEnter:
		g.Table.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	case fyne.KeyPageDown:
		g.Go(g.row+pageOfRows, g.col)
	case fyne.KeyPageUp:
		g.Go(g.row-pageOfRows, g.col)
	case fyne.KeyHome:
		g.Go(g.row, 0)
	case fyne.KeyEnd:
		g.Go(g.row, cols-1)
	default:
		g.follow(func() { g.Table.TypedKey(k) })
	}
}

// pageOfRows is how far Page Up and Page Down go.
const pageOfRows = 10

// Go puts the keyboard on a cell.
func (g *Grid) Go(row, col int) {
	rows, cols := g.Length()
	if rows == 0 || cols == 0 {
		return
	}
	g.follow(func() {
		g.Highlight(fw.TableCellID{Row: max(0, min(row, rows-1)), Col: max(0, min(col, cols-1))})
	})
}

// At tells which cell the keyboard is on.
func (g *Grid) At() (row, col int) { return g.row, g.col }

// FocusGained implements fyne.Focusable.
func (g *Grid) FocusGained() { g.follow(g.Table.FocusGained) }

// follow notes on which cell the keyboard is after f. Fyne tells of cells under the
// pointer by the same call, which is not what is meant here.
func (g *Grid) follow(f func()) {
	g.OnHighlighted = func(id fw.TableCellID) { g.row, g.col = id.Row, id.Col }
	f()
	g.OnHighlighted = nil
}

// TypedShortcut implements fyne.Shortcutable.
func (g *Grid) TypedShortcut(s fyne.Shortcut) { passShortcut(g, s) }

// GridHead is a name in the head of a column or before a row, with a line below it. What
// can be opened is told by Tap.
type GridHead struct {
	fw.BaseWidget
	Tap func()

	title, below *Line
	box          *fyne.Container
}

// NewGridHead makes an empty one.
func NewGridHead() *GridHead {
	h := &GridHead{title: NewLine(""), below: Quiet("")}
	h.box = Pad(Middle(Stackup(1, h.title, h.below)), 3, 8)
	h.ExtendBaseWidget(h)
	return h
}

// Set fills it.
func (h *GridHead) Set(title, below string, tap func()) {
	h.Tap = tap
	h.title.Style.Bold = below != ""
	h.title.SetText(title)
	h.below.SetText(below)
	if on := below != ""; h.below.Visible() != on {
		ShowIf(h.below, on)
		h.box.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (h *GridHead) Tapped(*fyne.PointEvent) {
	if h.Tap != nil {
		h.Tap()
	}
}

// Cursor implements desktop.Cursorable.
func (h *GridHead) Cursor() desktop.Cursor {
	if h.Tap == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer implements fyne.Widget.
func (h *GridHead) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(h.box) }
