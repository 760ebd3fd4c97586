package reader

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
)

// Which pages.
const (
	allPages = iota
	thisPage
	somePages
)

// printSheet asks what is to be printed, and where.
type printSheet struct {
	screen   *Screen
	what     printable
	printers []ui.Printer

	where, which     *widget.Select
	from, to, copies *widget.Entry
	both             *widget.Check
	span, how        fyne.CanvasObject // of pages; copies and sides
	progress         *widget.Prose
	trouble          *widget.Trouble
	do               *widget.Button
	sheet            *widget.Sheet
	stop             context.CancelFunc // of what is under way; nil for nothing
	closed           bool
}

// Print asks what is to be printed of what is read, and where; false where nothing can be.
func (s *Screen) Print() bool {
	what, ok := s.printing()
	if !ok {
		return false
	}
	var all []ui.Printer
	ui.Do(s.env, func(ctx context.Context) (err error) {
		if all, err = s.env.Printers.List(ctx); err == nil && len(all) > 0 && what.text != nil {
			what, err = what.set()
		}
		return err
	}, func(err error) {
		if s.closed || s.env.Window.Canvas().Overlays().Top() != nil {
			s.env.Work(func(context.Context) { what.drop() })
		}
		switch {
		case s.closed || s.env.Window.Canvas().Overlays().Top() != nil: // asking took a moment
		case err != nil:
			s.trouble.Say(ui.Sentence(err))
		case len(all) == 0:
			s.strip.Say(printNone.Say(), "", nil)
		default:
			s.asks = newPrintSheet(s, what, all)
		}
	})
	return true
}

func newPrintSheet(s *Screen, what printable, printers []ui.Printer) *printSheet {
	p := &printSheet{screen: s, what: what, printers: printers, progress: widget.Paragraph(""), trouble: widget.NewTrouble(),
		from: widget.NewEntry(), to: widget.NewEntry(), copies: widget.NewEntry(), both: widget.NewCheck(printBoth.Say(), nil)}
	var names []string
	for _, one := range printers {
		name := widget.Clean(one.Name)
		if name == "" {
			name = printUsual.Say()
		}
		names = append(names, name)
	}
	p.where = widget.NewSelect(names, func(string) { p.fit() })
	p.which = widget.NewSelect([]string{printAll.Say(number(what.pages)), printThis.Say(number(what.now)), printSome.Say()}, func(string) { p.fit() })
	p.from.SetText(strconv.Itoa(what.now))
	p.to.SetText(strconv.Itoa(what.pages))
	p.copies.SetText("1")
	for _, e := range []*widget.Entry{p.from, p.to, p.copies} {
		e.OnSend = p.print
	}
	p.span = widget.Columns(2, field(printFrom.Say(), p.from), field(printTo.Say(), p.to))
	p.how = widget.Columns(2, field(printCopies.Say(), p.copies), field("", p.both))
	rows := widget.Stackup(12, p.trouble, field(printWhere.Say(), widget.Framed(p.where)))
	rows.Add(field(printWhich.Say(), widget.Framed(p.which)))
	rows.Add(p.span)
	rows.Add(p.how)
	rows.Add(p.progress)
	p.do = widget.Main(printDo.Say(), base.DocumentPrintIcon(), p.print)
	p.sheet = widget.ShowSheet(s.env.Window, fyne.NewSize(440, 420), printTitle.Say(), rows, widget.NewButton(cancelWord.Say(), nil, p.close), p.do)
	p.sheet.OnDismiss = p.end
	p.where.SetSelectedIndex(0)
	p.which.SetSelectedIndex(allPages)
	return p
}

// field is one with its label.
func field(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return widget.Stackup(4, widget.Quiet(label), o)
}

// fit shows what is to be asked for what is chosen.
func (p *printSheet) fit() {
	widget.ShowIf(p.span, p.which.SelectedIndex() == somePages)
	widget.ShowIf(p.how, !p.printer().Bare)
	widget.ShowIf(p.progress, p.progress.Text != "")
	if p.sheet != nil {
		p.sheet.Fit()
	}
}

func (p *printSheet) printer() ui.Printer { return p.printers[max(0, p.where.SelectedIndex())] }

// chosen reads the sheet: the pages, from 1, and the copies. ok is false where it was told
// what is wrong.
func (p *printSheet) chosen() (from, to, copies int, ok bool) {
	from, to = 1, p.what.pages
	switch p.which.SelectedIndex() {
	case thisPage:
		from, to = p.what.now, p.what.now
	case somePages:
		var a, b error
		from, a = strconv.Atoi(strings.TrimSpace(p.from.Text))
		to, b = strconv.Atoi(strings.TrimSpace(p.to.Text))
		if errors.Join(a, b) != nil || from < 1 || to < from || to > p.what.pages {
			p.trouble.Say(printBadPages.Say(number(p.what.pages)))
			return 0, 0, 0, false
		}
	}
	copies, err := strconv.Atoi(strings.TrimSpace(p.copies.Text))
	if !p.printer().Bare && (err != nil || copies < 1 || copies > ui.MaxCopies) {
		p.trouble.Say(printBadCopies.Say(ui.MaxCopies))
		return 0, 0, 0, false
	}
	return from, to, max(1, copies), true
}

// print makes the file and hands it over.
func (p *printSheet) print() {
	from, to, copies, ok := p.chosen()
	if !ok || p.stop != nil {
		return
	}
	p.trouble.Say("")
	s, where := p.screen, p.printer()
	all := from == 1 && to == p.what.pages
	asItIs := p.what.asItIs() && (all || !where.Bare)
	job := ui.Print{Title: p.what.title, Printer: where.Name, Copies: copies, Both: p.both.Checked}
	if asItIs && !all {
		job.From, job.To = from, to
	}
	p.do.Disable()
	ctx, stop := context.WithCancel(s.env.Context())
	p.stop = stop
	p.tell(printSending.Say())
	say := func(page int) {
		s.env.Main(func() { p.tell(printDrawing.Say(number(page), number(to))) })
	}
	var missing []int
	ui.Do(s.env, func(context.Context) error {
		defer stop()
		m, err := p.what.prepare(ctx, asItIs, from, to, say)
		if err != nil {
			return err
		}
		if !where.Bare { // the other program may still be reading
			defer m.remove()
		}
		missing, job.Path = m.missing, m.path
		return s.env.Printers.Print(ctx, job)
	}, func(err error) { p.done(err, missing) })
}

// tell says what is under way.
func (p *printSheet) tell(words string) {
	if p.closed {
		return
	}
	p.progress.SetText(words)
	p.fit()
}

func (p *printSheet) done(err error, missing []int) {
	if p.stop = nil; p.closed {
		return
	}
	p.tell("")
	p.do.Enable()
	switch {
	case err != nil:
		p.trouble.Say(whole(err))
		p.fit()
	default:
		p.close()
		p.screen.bar.note(printed.Say(widget.Clean(p.what.title)))
		if len(missing) > 0 {
			p.screen.strip.Say(printedBut.Say(pagesList(missing)), "", nil)
		}
	}
}

// pagesList names the first few of some pages.
func pagesList(all []int) string {
	var out []string
	for _, n := range all[:min(len(all), 10)] {
		out = append(out, number(n))
	}
	if len(all) > len(out) {
		out = append(out, "…")
	}
	return strings.Join(out, ", ")
}

func (p *printSheet) close() {
	p.end()
	p.sheet.Hide()
}

// end is for a sheet that goes: what is under way has nobody to tell any more.
func (p *printSheet) end() {
	if p.closed {
		return
	}
	p.closed = true
	p.screen.env.Work(func(context.Context) { p.what.drop() })
	if p.stop != nil {
		p.stop()
	}
}
