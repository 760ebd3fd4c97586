package groups

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// form makes a task, or shows and changes one; again is what was refused of it.
func (l *taskList) form(r campus.Record, again *ui.Again) {
	p := l.page
	f := widget.NewForm(p.env)
	f.Line("title", taskTitle.Say(), "")
	f.Area("text", taskText.Say(), "", 3)
	states := []string{string(campus.TaskToDo), string(campus.TaskDoing), string(campus.TaskDone)}
	f.Pick("state", taskState.Say(), states, []string{stateToDo.Say(), stateDoing.Say(), stateDone.Say()}, false)
	f.Day("deadline", taskDue.Say(), "2027-03-31")
	f.Beside(2)
	who := widget.AddPicker(f, "who", taskWho.Say(), p.group.people, p.outsiders()...)
	was := campus.As[campus.Task](again.Over(r))
	place, head, initial := "task/new/"+string(p.id), newTask.Say(), widget.Values{"state": string(campus.TaskToDo)}
	if r.ID != "" {
		place, head = "task/"+string(r.ID), editTask.Say()
	}
	if was.State != "" {
		initial = widget.Values{"title": was.Title, "text": was.Text, "state": string(was.State), "deadline": was.Due, "who": joinIDs(was.Who)}
	}
	space := p.id
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base() // what its author was looking at
		t := campus.As[campus.Task](r)
		before := t.State
		t.Title, t.Text, t.Due, t.State = v["title"], v["text"], v["deadline"], campus.TaskState(v["state"])
		t.Who = kept(t.Who, who.Chosen(), p.outsiders())
		if r.ID == "" || t.State != before {
			t.Order = campus.OrderBetween(lastOrder(l.all, t.State), "")
		}
		a := campus.Action{Space: space}
		if r.ID == "" {
			a.Changes = []campus.Change{campus.Create(campus.NewID(), "task", &t)}
		} else if c, differs := campus.Edit(r, &t); differs {
			a.Changes = []campus.Change{again.Based(c)}
		}
		ui.Do(p.env, func(ctx context.Context) error { return f.Keep(ctx, a) }, func(err error) {
			done(err)
			if p.id == space {
				l.load(space)
			}
		})
	}
	f.Open(fyne.NewSize(600, 728), head, save.Say(), again.At(place), initial, r.Body)
}

// outsiders are those of the directory who are not in the group: nobody gives them a
// task.
func (p *groupPage) outsiders() (out []campus.ID) {
	in := map[campus.ID]bool{}
	for _, m := range p.members.all {
		in[m.person] = true
	}
	for _, r := range p.group.people.All {
		if !in[r.ID] {
			out = append(out, r.ID)
		}
	}
	return out
}

// kept are those who were chosen, and those who had the task and could not be chosen,
// for they have left the group.
func kept(before, chosen, outsiders []campus.ID) []campus.ID {
	gone := map[campus.ID]bool{}
	for _, p := range outsiders {
		gone[p] = true
	}
	out := append([]campus.ID(nil), chosen...)
	for _, p := range before {
		if gone[p] {
			out = append(out, p)
		}
	}
	return out
}

func joinIDs(ids []campus.ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, " ")
}
