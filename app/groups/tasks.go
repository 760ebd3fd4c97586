package groups

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// taskList is the tab Tasks: what the group has to do, by state and in its own order.
type taskList struct {
	page    *groupPage
	guard   ui.Guard
	all     []campus.Record
	shown   []campus.Record
	people  *ui.People
	list    *widget.List
	filter  *widget.Select
	empty   *fyne.Container
	steps   []step // what is still to be moved
	content fyne.CanvasObject
}

// The filters, in the order of the choice.
const (
	showAll = iota
	showMine
	showToDo // and the two states behind it
)

func newTaskList(p *groupPage) *taskList {
	l := &taskList{page: p, empty: container.NewStack()}
	l.list = widget.NewList(func() int { return len(l.shown) }, func() fyne.CanvasObject { return newTaskRow(p.env) }, l.row)
	l.list.OnMove = func(i, by int) {
		if i >= 0 && i < len(l.shown) {
			l.move(step{l.shown[i].ID, by})
		}
	}
	l.list.OnSelected = func(i int) {
		l.list.UnselectAll()
		l.form(l.shown[i], nil)
	}
	l.filter = widget.NewSelect([]string{filterAll.Say(), filterMine.Say(), stateToDo.Say(), stateDoing.Say(), stateDone.Say()}, nil)
	l.filter.SetSelectedIndex(showAll)
	l.filter.OnChanged = func(string) { l.show() }
	add := widget.Main(newTask.Say(), base.ContentAddIcon(), func() { l.form(campus.Record{}, nil) })
	bar := widget.Beside(8, add, widget.Wide(13, widget.Framed(l.filter)))
	l.content = container.NewBorder(widget.Pad(bar, 8, widget.Edge), nil, nil, nil, container.NewStack(l.list, l.empty))
	return l
}

// open looks at the tasks of a group.
func (l *taskList) open(space campus.ID) {
	l.all, l.shown = nil, nil
	l.filter.SetSelectedIndex(showAll)
	l.load(space)
}

func (l *taskList) load(space campus.ID) {
	env := l.page.env
	if space == "" {
		return
	}
	type look struct {
		tasks  []campus.Record
		people *ui.People
	}
	ui.Load(env, &l.guard, func(ctx context.Context) (k look, err error) {
		if k.people, err = env.People.Get(ctx); err != nil {
			return k, err
		}
		k.tasks, err = tasksOf(ctx, env.Replica, space)
		return k, err
	}, func(k look, err error) {
		if err != nil {
			l.page.trouble.Say(ui.Sentence(err))
			return
		}
		l.all, l.people = k.tasks, k.people
		l.show()
	})
}

// tasksOf lists the tasks as they are shown: by state, then by their order.
func tasksOf(ctx context.Context, r campus.Replica, space campus.ID) ([]campus.Record, error) {
	all, err := r.Records(ctx, campus.Query{Space: space, Kind: "task", Order: campus.OldestFirst})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b campus.Record) int {
		x, y := campus.As[campus.Task](a), campus.As[campus.Task](b)
		if d := slices.Index(campus.TaskStates, x.State) - slices.Index(campus.TaskStates, y.State); d != 0 {
			return d
		}
		return strings.Compare(x.Order, y.Order)
	})
	return all, widget.WithVersions(ctx, r, all)
}

func (l *taskList) show() {
	me, mode := l.page.env.Replica.Me(), l.filter.SelectedIndex()
	l.shown = slices.DeleteFunc(slices.Clone(l.all), func(r campus.Record) bool {
		t := campus.As[campus.Task](r)
		switch {
		case mode == showMine:
			return !slices.Contains(t.Who, me)
		case mode >= showToDo:
			return t.State != campus.TaskStates[mode-showToDo]
		}
		return false
	})
	l.empty.Objects = nil
	switch {
	case len(l.all) == 0:
		l.empty.Objects = []fyne.CanvasObject{widget.Empty(noTasks.Say(), noTasksHint.Say())}
	case len(l.shown) == 0:
		l.empty.Objects = []fyne.CanvasObject{widget.Empty(noTasksFit.Say(), noTasksFitHint.Say())}
	}
	l.empty.Refresh()
	l.list.Refresh()
	open := 0
	for _, r := range l.all {
		if campus.As[campus.Task](r).State != campus.TaskDone {
			open++
		}
	}
	l.page.label(tasksAt, tasksTab.Say(), open)
}

// taskRow is a task with its state and a menu.
type taskRow struct {
	fw.BaseWidget
	row   *widget.Row
	state *widget.Chip
	late  *widget.Line
	more  *widget.Button
	menu  func() []*fyne.MenuItem
}

func newTaskRow(env *ui.Env) fyne.CanvasObject {
	r := &taskRow{row: widget.NewRow(), state: widget.NewChip(), late: widget.Quiet("").Full()}
	r.late.Color = base.ColorNameError
	r.more = widget.More(env.Window, func() []*fyne.MenuItem { return r.menu() })
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *taskRow) CreateRenderer() fyne.WidgetRenderer {
	right := widget.Beside(8, widget.Middle(r.late), widget.Middle(r.state), widget.Middle(r.more))
	return fw.NewSimpleRenderer(container.NewBorder(nil, nil, nil, widget.Inset(right, 0, 0, 0, 6), r.row))
}

func (l *taskList) row(i int, o fyne.CanvasObject) {
	r, row := l.shown[i], o.(*taskRow)
	t, now := campus.As[campus.Task](r), l.page.env.Now()
	late, due := "", ""
	if at, has := t.DueAt(now.Location()); has {
		day := ui.Date(at.Add(-time.Second), now)
		if due = dueOn.Say(day); t.Overdue(now) {
			late, due = overdueSince.Say(day), ""
		}
	}
	below := []string{l.names(t.Who)}
	if due != "" {
		below = append(below, due)
	}
	row.row.Set(oneLine(t.Title), strings.Join(below, dot), "", r.Waiting)
	row.late.SetText(late)
	row.state.Set(stateWord(t.State), t.State == campus.TaskDoing)
	row.menu = func() []*fyne.MenuItem { return l.menu(r, i) }
	row.Refresh()
}

// mostNames is how many people a row names.
const mostNames = 3

func (l *taskList) names(who []campus.ID) string {
	if len(who) == 0 {
		return nobodyYet.Say()
	}
	var names []string
	for _, p := range who[:min(len(who), mostNames)] {
		names = append(names, oneLine(l.people.Name(p)))
	}
	if len(who) > mostNames {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

func stateWord(s campus.TaskState) string {
	switch s {
	case campus.TaskDoing:
		return stateDoing.Say()
	case campus.TaskDone:
		return stateDone.Say()
	}
	return stateToDo.Say()
}

// menu is what can be done with a task: another state, another place, deleting it.
func (l *taskList) menu(r campus.Record, i int) []*fyne.MenuItem {
	p, t := l.page, campus.As[campus.Task](r)
	var items []*fyne.MenuItem
	for _, s := range campus.TaskStates {
		if s != t.State {
			items = append(items, fyne.NewMenuItem(stateWord(s), func() { l.setState(r, s) }))
		}
	}
	up, down := fyne.NewMenuItem(moveUp.Say(), func() { l.move(step{r.ID, -1}) }), fyne.NewMenuItem(moveDown.Say(), func() { l.move(step{r.ID, 1}) })
	up.Disabled, down.Disabled = i == 0 || !sameState(l.shown[i-1], r), i == len(l.shown)-1 || !sameState(l.shown[i+1], r)
	items = append(items, fyne.NewMenuItemSeparator(), up, down)
	if len(r.Versions) > 0 {
		items = append(items, fyne.NewMenuItem(seeVersions.Say(), func() {
			widget.ShowVersions(p.env, r, l.people, widget.FieldsOf(r, l.people), true, func(err error) {
				p.trouble.Say(ui.Sentence(err))
				l.load(p.id)
			})
		}))
	}
	items = append(items, widget.History(p.env, r, ui.MayEdit(p.group.actor, campus.InGroup, r))...)
	if ui.MayRemove(p.group.actor, campus.InGroup, r) {
		items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(deleteTask.Say(), func() {
			remove := func() { l.save(campus.Remove(r)) }
			if r.Author == p.env.Replica.Me() { // own and small: it is offered to be brought back
				remove()
				return
			}
			widget.Ask(p.env.Window, deleteTask.Say(), deleteTaskAsk.Say(oneLine(t.Title)), remove)
		}))
	}
	return items
}

func sameState(a, b campus.Record) bool {
	return campus.As[campus.Task](a).State == campus.As[campus.Task](b).State
}

// setState brings a task to the end of another state.
func (l *taskList) setState(r campus.Record, s campus.TaskState) {
	t := campus.As[campus.Task](r)
	t.State, t.Order = s, campus.OrderBetween(lastOrder(l.all, s), "")
	if c, differs := campus.Edit(r, &t); differs {
		l.save(c)
	}
}

func lastOrder(tasks []campus.Record, s campus.TaskState) (order string) {
	for _, r := range tasks {
		if t := campus.As[campus.Task](r); t.State == s && t.Order > order {
			order = t.Order
		}
	}
	return order
}

func (l *taskList) save(c campus.Change) {
	p := l.page
	space := p.id
	ui.Do(p.env, func(ctx context.Context) error {
		return p.env.Replica.Save(ctx, campus.Action{Space: space, Changes: []campus.Change{c}})
	}, func(err error) {
		p.trouble.Say(ui.Sentence(err))
		l.load(space)
	})
}

// step is a task that is to go one place up or down.
type step struct {
	task campus.ID
	by   int
}

// move takes one step after the other: each begins where the one before ended, however
// fast the keys come.
func (l *taskList) move(s step) {
	l.steps = append(l.steps, s)
	if len(l.steps) == 1 {
		l.takeStep()
	}
}

func (l *taskList) takeStep() {
	p, s := l.page, l.steps[0]
	space := p.id
	var tasks []campus.Record
	ui.Do(p.env, func(ctx context.Context) (err error) {
		if tasks, err = tasksOf(ctx, p.env.Replica, space); err != nil {
			return err
		}
		c, moves := moved(tasks, s.task, s.by)
		if !moves {
			return nil
		}
		if err = p.env.Replica.Save(ctx, campus.Action{Space: space, Changes: []campus.Change{c}}); err != nil {
			return err
		}
		tasks, err = tasksOf(ctx, p.env.Replica, space)
		return err
	}, func(err error) {
		l.steps = l.steps[1:]
		p.trouble.Say(ui.Sentence(err))
		if err == nil && p.id == space {
			l.all = tasks
			l.show()
			l.list.Highlight(max(0, slices.IndexFunc(l.shown, func(r campus.Record) bool { return r.ID == s.task })))
		}
		if len(l.steps) > 0 {
			l.takeStep()
		}
	})
}

// moved makes the change that brings a task one place up or down within its state. Where
// two have one order in common, for two people put tasks into one gap at once, it goes
// past both.
func moved(tasks []campus.Record, id campus.ID, by int) (campus.Change, bool) {
	i := slices.IndexFunc(tasks, func(r campus.Record) bool { return r.ID == id })
	if i < 0 {
		return campus.Change{}, false
	}
	r, t := tasks[i], campus.As[campus.Task](tasks[i])
	var orders []string // of the others of the state
	at := 0
	for k, o := range tasks {
		if k != i && sameState(o, r) {
			if orders = append(orders, campus.As[campus.Task](o).Order); k < i {
				at = len(orders)
			}
		}
	}
	for to := at + by; to >= 0 && to <= len(orders); to += by {
		low, high := "", ""
		if to > 0 {
			low = orders[to-1]
		}
		if to < len(orders) {
			high = orders[to]
		}
		if order := campus.OrderBetween(low, high); order > low && (high == "" || order < high) {
			t.Order = order
			return campus.Edit(r, &t)
		}
	}
	return campus.Change{}, false
}

// EditTask opens the first task of the list, as a tap on it does.
func (s *Screen) EditTask() {
	if l := s.group.tasks; len(l.shown) > 0 {
		l.form(l.shown[0], nil)
	}
}
