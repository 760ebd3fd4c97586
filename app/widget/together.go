package widget

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/campus"
)

// together is the sheet on which the versions of a record are put together: what
// stands at the left, another at the right, and below each text the one that is to
// stand, which begins with the left.
type together struct {
	env    *ui.Env
	r      campus.Record
	asked  []Question
	may    bool
	people *ui.People
	done   func(error)

	at     int                // the version at the right
	seen   map[campus.ID]bool // those that were at the right: the others stay
	parts  []*part            // by question
	which  *Select            // which version is at the right
	rights []*fyne.Container  // what is shown of it, by question
	lefts  []*fyne.Container
	who    *Line
	guard  ui.Guard
	draft  *ui.Draft
	quiet  bool // filling, not typing
	saving bool
	sheet  *Sheet
	scroll *container.Scroll
	fault  *Trouble
}

// ShowVersions shows the values of a record that stand beside each other, whose they
// are and from when, with what differs marked, and lets somebody who may write put them
// together. The fields come in the order of the questions; what no question names is
// shown by its own name. What is typed is a draft until it is saved. done is told when
// that has happened.
func ShowVersions(env *ui.Env, r campus.Record, people *ui.People, asked []Question, mayDecide bool, done func(error)) {
	if len(r.Versions) == 0 {
		return
	}
	t := &together{env: env, r: r, asked: inQuestion(r, asked), may: mayDecide, people: people, done: done,
		seen: map[campus.ID]bool{}, fault: NewTrouble(), draft: env.Draft("versions/" + string(r.ID))}
	t.build()
	if !mayDecide {
		t.show(0)
		return
	}
	t.draft.OnTrouble(func(err error) { t.fault.Say(ui.Sentence(err)) })
	t.draft.Restore(&t.guard, func(text string, err error) {
		t.fault.Say(ui.Sentence(err))
		t.resume(text)
	})
}

func (t *together) build() {
	left := Quiet(t.said(t.r.Editor, t.r.Edited.UnixMilli()))
	t.who = Quiet("")
	var use fyne.CanvasObject
	if t.may {
		use = Middle(NewButton(versionUse.Say(), nil, t.takeRight))
	}
	heads := container.New(&halves{16}, Stackup(0, Bold(versionShown.Say()), left), container.NewBorder(nil, nil, nil, use, Stackup(0, Bold(versionOther.Say()), t.who)))
	top := Stackup(6, Lead(versionsWhy.Say()), t.fault)
	if len(t.r.Versions) > 1 {
		var names []string
		for i, v := range t.r.Versions {
			names = append(names, fmt.Sprintf("%d. %s", i+1, t.said(v.Author, v.At)))
		}
		t.which = NewSelect(names, func(string) { t.show(t.which.SelectedIndex()) })
		top.Add(container.NewBorder(nil, nil, Inset(Middle(Quiet(versionWhich.Say()).Full()), 0, 0, 0, 8), nil, Framed(t.which)))
	}
	top.Add(Inset(heads, 8, 6, 0, 0))
	page := Stackup(14)
	t.scroll = container.NewVScroll(page)
	for _, q := range t.asked {
		l, r := container.NewStack(), container.NewStack()
		t.lefts, t.rights = append(t.lefts, l), append(t.rights, r)
		block := Stackup(0, Quiet(q.Label), t.beside(q, l, r))
		if t.may {
			p := t.newPart(q)
			t.parts = append(t.parts, p)
			block.Add(Inset(p.object, 4, 0, 0, 0))
		}
		page.Add(block)
	}
	buttons := []fyne.CanvasObject{NewButton(closeWord.Say(), nil, func() { t.sheet.Hide() })}
	if t.may {
		buttons = append(buttons, Main(versionSave.Say(), nil, t.save))
	}
	content := container.NewBorder(top, nil, nil, nil, Bleed(t.scroll, 8))
	t.sheet = ShowSheet(t.env.Window, fyne.NewSize(960, 640), versionsTitle.Say(), content, buttons...)
}

// longText is from how many letters on two texts scroll, so that what is put together
// of them is in sight with both.
const longText = 700

func (t *together) beside(q Question, l, r fyne.CanvasObject) fyne.CanvasObject {
	two := container.New(&halves{16}, l, r)
	long := len(q.Words(fieldOf(t.r.Body, q.Field))) > longText
	for _, v := range t.r.Versions {
		long = long || len(q.Words(fieldOf(campus.Body(v.Fields), q.Field))) > longText
	}
	if !long {
		return two
	}
	scroll := container.NewVScroll(Inset(two, 0, 8, 0, 12))
	scroll.SetMinSize(fyne.NewSize(0, 15*base.TextSize()))
	return scroll
}

func fieldOf(b campus.Body, name string) json.RawMessage {
	fields, _ := b.Fields()
	return fields[name]
}

// said tells whose a version is and from when.
func (t *together) said(who campus.ID, at int64) string {
	return fmt.Sprintf(versionBy, Clean(t.people.Name(who)), ui.At(millis(at), t.env.Now()))
}

// right is the record as the version at the right has it.
func (t *together) right() campus.Body {
	whole, err := campus.Overlay(t.r.Body, campus.Change{Set: fieldsOf(t.r.Versions[t.at])})
	if err != nil {
		return t.r.Body
	}
	return whole
}

// show puts a version at the right.
func (t *together) show(i int) {
	if i < 0 {
		return
	}
	v := t.r.Versions[i]
	t.at = i
	t.seen[v.ID] = true
	t.who.SetText(t.said(v.Author, v.At))
	left, right := t.r.Body, t.right()
	ui.Load(t.env, &t.guard, func(context.Context) ([]sides, error) { // long texts take a while
		return sidesOf(left, right, t.asked), nil
	}, func(all []sides, _ error) {
		for k, s := range all {
			t.lefts[k].Objects = []fyne.CanvasObject{Inset(NewReading(s.before...), 0, 0, -7, 0)}
			t.rights[k].Objects = []fyne.CanvasObject{Inset(NewReading(s.after...), 0, 0, -7, 0)}
			t.lefts[k].Refresh()
			t.rights[k].Refresh()
		}
	})
	t.typed()
}

// takeRight makes all of the version at the right what is to stand.
func (t *together) takeRight() {
	for _, p := range t.parts {
		p.take(true)
	}
	if len(t.parts) > 0 { // what is to stand now is in sight, above the button that saves it
		reveal(t.scroll, t.parts[0].object)
	}
}

// unsaved is what is kept while it is not saved.
type unsaved struct {
	Right  campus.ID         `json:"right"`
	Seen   []campus.ID       `json:"seen"`
	Values map[string]string `json:"values"`
}

// typed keeps what is there by now.
func (t *together) typed() {
	if t.quiet || !t.may {
		return
	}
	u := unsaved{Right: t.r.Versions[t.at].ID, Values: map[string]string{}}
	for _, v := range t.r.Versions {
		if t.seen[v.ID] {
			u.Seen = append(u.Seen, v.ID)
		}
	}
	for _, p := range t.parts {
		u.Values[p.asked.Field] = p.get()
	}
	if b, err := json.Marshal(u); err == nil {
		t.draft.Set(string(b))
	}
}

// resume goes on with what was begun, or begins with what stands. What was begun with
// versions that are all gone is about something else.
func (t *together) resume(text string) {
	t.quiet = true
	for _, p := range t.parts {
		p.take(false)
	}
	var u unsaved
	at := 0
	if text != "" && json.Unmarshal([]byte(text), &u) == nil {
		i := slices.IndexFunc(t.r.Versions, func(v campus.Version) bool { return v.ID == u.Right })
		if i >= 0 {
			at = i
			for _, id := range u.Seen {
				t.seen[id] = true
			}
			for _, p := range t.parts {
				if v, ok := u.Values[p.asked.Field]; ok {
					p.set(v)
				}
			}
		}
	}
	if t.which != nil {
		t.which.SetSelectedIndex(at) // shows it
	} else {
		t.show(at)
	}
	t.quiet = false
}

// save writes what was put together and lets go of the versions that were looked at.
func (t *together) save() {
	if t.saving {
		return
	}
	c, err := t.change()
	if err != nil {
		t.fault.Say(ui.Sentence(err))
		return
	}
	t.saving = true
	ui.Do(t.env, func(ctx context.Context) error {
		return t.draft.Save(ctx, campus.Action{Space: t.r.Space, Changes: []campus.Change{c}})
	}, func(err error) {
		if t.saving = false; err != nil {
			t.fault.Say(ui.Sentence(err))
			return
		}
		t.sheet.Hide()
		t.done(nil)
	})
}

// change is what was put together. Fields that no question is about, such as the people
// whom a text mentions, come with the text of which most was taken: the right's where
// all is as there.
func (t *together) change() (campus.Change, error) {
	kind, ok := campus.KindNamed(t.r.Kind)
	if !ok {
		return campus.Change{}, campus.Errorf(campus.Invalid, "this program does not know the kind %q", t.r.Kind)
	}
	mine, err := t.r.Body.Fields()
	if err != nil {
		return campus.Change{}, err
	}
	theirs, err := t.right().Fields()
	if err != nil {
		return campus.Change{}, err
	}
	all, right := mine, true
	for _, p := range t.parts {
		right = right && p.is(theirs)
	}
	if right {
		all = theirs
	}
	file := false
	for _, p := range t.parts {
		p.write(all, mine, theirs)
		file = file || p.asked.Field == "size" && p.get() == takenRight
	}
	var drop []campus.ID
	for _, v := range t.r.Versions {
		if t.seen[v.ID] {
			drop = append(drop, v.ID)
		}
	}
	beside := campus.Beside(t.r)
	if len(beside) > 0 { // the file has its own way: what is not chosen stays an earlier one
		for _, name := range append(slices.Clone(ofTheFile), "size") {
			if all[name] = mine[name]; mine[name] == nil {
				delete(all, name)
			}
		}
	}
	value, err := kind.Decode(campus.NewBody(all))
	if err != nil {
		return campus.Change{}, err
	}
	c, _ := campus.Edit(t.r, value)
	if len(beside) > 0 {
		one := campus.History(t.r)[0]
		if f, ok := beside[t.r.Versions[t.at].ID]; ok && file {
			one = f
		}
		whole := campus.Restore(t.r, one, t.env.Replica.Me(), t.env.Now())
		for name, v := range c.Set {
			if _, set := whole.Set[name]; !set {
				if whole.Set[name] = v; c.Base[name] != "" {
					whole.Base[name] = c.Base[name]
				}
			}
		}
		c = whole
	}
	for _, id := range drop {
		if !slices.Contains(c.Drop, id) {
			c.Drop = append(c.Drop, id)
		}
	}
	return c, nil
}

// both gives what two texts have together: of where they differ, first the one's own,
// then the other's.
func both(one, other string) string {
	var b strings.Builder
	for _, p := range campus.Compare(parts(one), parts(other)) {
		b.WriteString(p.Same)
		b.WriteString(p.Before)
		if p.Before != "" && p.After != "" && !endsOpen(p.Before) {
			b.WriteString(" ")
		}
		b.WriteString(p.After)
	}
	return b.String()
}

func endsOpen(s string) bool { return strings.HasSuffix(s, " ") || strings.HasSuffix(s, "\n") }
