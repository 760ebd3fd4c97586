package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"rantau/campus"
)

// IndexRow is one entry of an Index.
type IndexRow struct {
	ID                  campus.ID
	Title, Below, Right string
	Waiting             bool
	Unread              int    // how much was not read
	Dim                 bool   // it is muted
	New                 bool   // nobody has read it here: it stands out
	Person, Key         string // whose avatar; only where the index has faces
	// Words gives Title, Below and Right when the row is shown: saying them of thousands
	// would keep the others waiting. Nil where they are said already.
	Words func() (title, below, right string)
}

// Index is the list at the left of a section: of each thing a row, one of them
// open at the right. What is open stays so while rows come and go.
type Index struct {
	fw.BaseWidget
	// OnPick is told which thing to open.
	OnPick func(campus.ID)

	rows    []IndexRow
	current campus.ID
	quiet   bool // rows moved: that is nobody's pick
	list    *List
	room    *fyne.Container
	box     *fyne.Container
}

// NewIndex makes an empty index.
func NewIndex(faces bool) *Index {
	x := &Index{room: container.NewStack()}
	x.list = NewList(func() int { return len(x.rows) }, func() fyne.CanvasObject { return NewTitleRow(faces) }, x.row)
	x.list.OnSelected = func(i int) {
		if !x.quiet && i < len(x.rows) {
			x.pick(x.rows[i].ID)
		}
	}
	x.box = container.NewStack(x.list, x.room)
	x.ExtendBaseWidget(x)
	return x
}

func (x *Index) row(i int, o fyne.CanvasObject) {
	r, row := x.rows[i], RowOf(o)
	if r.Words != nil {
		r.Title, r.Below, r.Right = r.Words()
	}
	row.SetPerson(r.Person, r.Key)
	row.Set(r.Title, r.Below, r.Right, r.Waiting)
	row.SetCurrent(r.ID == x.current)
	row.SetUnread(r.Unread, r.Dim)
	row.SetNew(r.New && r.ID != x.current)
}

// Set shows rows; empty, which may be nil, is shown where there are none.
func (x *Index) Set(rows []IndexRow, empty func() fyne.CanvasObject) {
	before := x.at(x.current)
	x.rows = rows
	x.room.Objects = nil
	if len(rows) == 0 && empty != nil {
		x.room.Objects = []fyne.CanvasObject{empty()}
	}
	x.room.Refresh()
	x.list.Refresh()
	if now := x.at(x.current); now != before {
		x.mark(now)
	}
}

// mark moves the list's own mark.
func (x *Index) mark(i int) {
	x.quiet = true
	x.list.UnselectAll()
	if i >= 0 {
		x.list.Select(i)
	}
	x.quiet = false
}

// Pick opens a thing, if it is in the index.
func (x *Index) Pick(id campus.ID) bool {
	i := x.at(id)
	if i < 0 {
		return false
	}
	x.mark(i)
	x.pick(id)
	return true
}

func (x *Index) pick(id campus.ID) {
	x.current = id
	x.list.Refresh()
	if x.OnPick != nil {
		x.OnPick(id)
	}
}

// Clear leaves nothing open.
func (x *Index) Clear() {
	x.current = ""
	x.mark(-1)
	x.list.Refresh()
}

// Focus puts the keyboard on the list.
func (x *Index) Focus() { Focus(x.list) }

// Current is the thing that is open, "" for none.
func (x *Index) Current() campus.ID { return x.current }

// Has tells whether a thing is in the index.
func (x *Index) Has(id campus.ID) bool { return x.at(id) >= 0 }

// Rows are those that are shown.
func (x *Index) Rows() []IndexRow { return x.rows }

func (x *Index) at(id campus.ID) int {
	for i, r := range x.rows {
		if r.ID == id {
			return i
		}
	}
	return -1
}

// CreateRenderer implements fyne.Widget.
func (x *Index) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(x.box) }
