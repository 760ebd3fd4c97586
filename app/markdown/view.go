package markdown

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// View shows a text. Only what is in sight is built, so a long text opens like
// a short one.
type View struct {
	fw.BaseWidget
	// Open gives the file of a picture, by its name. It is called on a worker.
	// Nil: there are no pictures.
	Open func(ctx context.Context, name string) (path string, err error)
	// Skip is a heading that is not shown when the text begins with it: the page
	// has it as its title already.
	Skip string
	// OnLesson, if set, follows a link to a lesson; without it such links are text.
	OnLesson func(lesson campus.ID)
	// OnEnd, if set, is told that the end of the text is in sight, more than once.
	OnEnd func()
	// Foot stands below the text and scrolls with it; nil for nothing.
	Foot fyne.CanvasObject

	env      *ui.Env
	guard    ui.Guard
	column   *widget.Column
	blocks   []Block
	pictures map[string]*shown
	order    []string // of the pictures, oldest first
}

// NewView makes an empty view.
func NewView(env *ui.Env) *View {
	v := &View{env: env, pictures: map[string]*shown{}}
	v.column = widget.NewColumn(v.build, v.estimate)
	v.column.MaxWidth, v.column.Gap, v.column.Margin = 780, 0, widget.Side-7
	v.column.OnEnd = func() {
		if v.OnEnd != nil {
			v.OnEnd()
		}
	}
	v.ExtendBaseWidget(v)
	return v
}

// SetText shows texts below each other; what one of them leaves open does not reach into
// the next. The reader stays where they are, so that a preview and a lesson that was
// corrected do not jump.
func (v *View) SetText(sources ...string) {
	ui.Load(v.env, &v.guard, func(context.Context) (blocks []Block, err error) {
		for _, source := range sources {
			blocks = append(blocks, Parse(source)...)
		}
		return blocks, nil
	}, func(blocks []Block, _ error) { v.show(blocks) })
}

// Reset forgets the text and its pictures: another one comes.
func (v *View) Reset() {
	v.guard.Stop()
	v.pictures, v.order = map[string]*shown{}, nil
	v.show(nil)
	v.column.ScrollToTop()
}

// Retry looks again for the pictures that were not there.
func (v *View) Retry() {
	for name, p := range v.pictures {
		if p.failed {
			delete(v.pictures, name)
			v.repaint(name)
		}
	}
}

// Blocks are those that are shown.
func (v *View) Blocks() []Block { return v.blocks }

func (v *View) show(blocks []Block) {
	if len(blocks) > 0 && v.Skip != "" && blocks[0].Kind == Heading &&
		strings.EqualFold(strings.TrimSpace(Plain(blocks[0].Spans)), strings.TrimSpace(v.Skip)) {
		blocks = blocks[1:]
	}
	v.blocks = blocks
	n := len(blocks)
	if v.Foot != nil {
		n++
	}
	v.column.SetCount(n)
}

// goTo scrolls to the heading that a link within the text means.
func (v *View) goTo(anchor string) {
	for i, b := range v.blocks {
		if b.Kind == Heading && "#"+b.Anchor == strings.ToLower(anchor) {
			v.column.ScrollTo(i)
			return
		}
	}
}

// estimate guesses the height of a block.
func (v *View) estimate(i int, width float32) float32 {
	if i == len(v.blocks) {
		return v.Foot.MinSize().Height
	}
	b := v.blocks[i]
	width -= float32(b.Indent)*indentStep + float32(b.Quote)*quoteStep
	switch b.Kind {
	case Code:
		return float32(strings.Count(b.Code, "\n")+1)*base.TextSize()*1.5 + 30
	case Picture:
		if p := v.pictures[b.Name]; p != nil && p.image != nil {
			return p.size(width).Height + 16
		}
		return 60
	case Table:
		return float32(len(b.Rows)) * base.TextSize() * 2.6
	case Rule:
		return 20
	}
	return widget.TextHeight(Plain(b.Spans), width) + 14
}

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(v.column) }

// ScrollTo brings a block to the top.
func (v *View) ScrollTo(block int) { v.column.ScrollTo(block) }

// Follow follows the first link of the text, as a tap on it does.
func (v *View) Follow() {
	for _, b := range v.blocks {
		for _, s := range b.Spans {
			if f := v.run(s, false).Link; f != nil {
				f()
				return
			}
		}
	}
}
