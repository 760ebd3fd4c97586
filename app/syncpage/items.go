package syncpage

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"rantau/app/lang"
	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// item is a row of the page: a heading, or a set in words.
type item struct {
	heading, hint             string
	what, where, when, reason string
	text                      string // the beginning of what was written
	full                      string // all of it, to copy
	refused                   bool
	left                      bool              // the place is one that this person is no longer in
	files                     []campus.Document // new ones that were refused: their bytes are here alone
	again                     *ui.Again         // what of it can be written again, nil for nothing
	rewrite                   *rewrite          // what of it can be mended here, nil for nothing
	begun                     bool              // somebody has begun to mend it
	set                       campus.WaitingSet
	mirror                    *campus.MirrorStatus // a folder that asks
	contested                 campus.Record        // with two versions, between which somebody has to choose
	actor                     campus.Actor
	in                        campus.SpaceType
	file                      *carried // whose bytes are on their way, nil for none
}

// isDraft tells of what was begun and never was anything: it can be copied.
func (it item) isDraft() bool { return len(it.set.Changes) > 0 && it.set.Changes[0].Kind == "draft" }

// mostText is how much of a text is shown.
const mostText = 300

// look lists the refused sets first: they need a person.
func look(ctx context.Context, env *ui.Env) ([]item, error) {
	sets, err := env.Replica.Waiting(ctx)
	if err != nil {
		return nil, err
	}
	people, err := env.People.Get(ctx)
	if err != nil {
		return nil, err
	}
	names, err := places(ctx, env.Replica)
	if err != nil {
		return nil, err
	}
	var refused, waiting []item
	noted, known := false, newRecords(env.Replica)
	for _, s := range sets {
		if s.State != campus.Refused && s.IsNote() {
			noted = true
			continue
		}
		it, err := describe(ctx, s, known, people, names, env)
		if err != nil {
			return nil, err
		}
		if it.refused {
			if it.again, err = ui.TakeUp(ctx, env.Replica, s); err != nil {
				return nil, err
			}
			if it.again == nil && !it.left && !it.isDraft() {
				it.rewrite = newRewrite(s, people)
			}
			if it.rewrite != nil || it.left {
				draft, err := env.Replica.Draft(ctx, ui.PlaceOf(s))
				if err != nil {
					return nil, err
				}
				it.begun = draft != ""
				if words := campus.Begun(draft); it.left && words != "" { // nowhere else is it to be read
					it.full = words + "\n\n" + it.full
					it.text = beginning(widget.Clean(words))
				}
			}
			refused = append(refused, it)
		} else {
			waiting = append(waiting, it)
		}
	}
	var out []item
	if len(refused) > 0 {
		out = append(append(out, item{heading: refusedHead.Say(), hint: refusedHint.Say()}), refused...)
	}
	contested, err := questions(ctx, env, people, names)
	if err != nil {
		return nil, err
	}
	if len(contested) > 0 {
		out = append(append(out, item{heading: contestedHead.Say(), hint: contestedHint.Say()}), contested...)
	}
	if len(waiting) > 0 {
		head := item{heading: waitingHead.Say()}
		if noted {
			head.hint = notes.Say()
		}
		out = append(append(out, head), waiting...)
	}
	folders, err := inStep(ctx, env, names)
	if err != nil {
		return nil, err
	}
	out = append(out, folders...)
	files, err := moving(ctx, env, names)
	return append(out, files...), err
}

func places(ctx context.Context, r campus.Replica) (map[campus.ID]string, error) {
	spaces, err := r.Spaces(ctx, campus.InCommons, campus.InInstitution, campus.InGroup, campus.InClass, campus.InTalk, campus.InPersonal)
	names := map[campus.ID]string{}
	for _, s := range spaces {
		names[s.ID] = s.Name
	}
	return names, err
}

// inPlace says where something is; what is one's own is in no place that has a name.
func inPlace(name string) string {
	if name = widget.Clean(name); name == "" {
		return ""
	}
	return inSpace.Say(name)
}

func describe(ctx context.Context, s campus.WaitingSet, known *records, people *ui.People, names map[campus.ID]string, env *ui.Env) (item, error) {
	it := item{set: s, refused: s.State == campus.Refused, when: savedAt.Say(ui.At(s.Saved, env.Now()))}
	name, in := names[s.Space]
	it.left = !in && !slices.ContainsFunc(s.Changes, founds)
	switch {
	case in:
		it.where = inPlace(name)
	case widget.Clean(s.Place) != "":
		it.where = inLeft.Say(widget.Clean(s.Place))
	default:
		it.where = somewhere.Say()
	}
	if len(s.Changes) > 0 {
		rec, err := changed(ctx, known, s.Space, s.Changes[0])
		if err != nil {
			return it, err
		}
		name, err := subject(ctx, known, people, rec)
		if err != nil {
			return it, err
		}
		it.what = strings.Join(some(words(s.Changes[0]), name), ": ")
	}
	if n := others(s.Changes); n > 0 {
		it.what += " " + and.Say(n)
	}
	it.full = all(s.Changes, people)
	if it.refused {
		for _, c := range s.Changes {
			d := campus.As[campus.Document](campus.Record{Body: campus.NewBody(c.Set)})
			if c.Kind == "document" && d.Manifest != "" {
				if d.Name == "" { // of one that was replaced
					d.Name = kindDocument.Say()
				}
				it.files = append(it.files, d)
			}
		}
	}
	it.text = beginning(widget.Clean(markdown.Words(head(texts(s.Changes)))))
	switch s.State {
	case campus.Refused:
		it.reason = why.Say(ui.Reason(s.Reason))
	case campus.Later:
		it.reason = laterBecause.Say(ui.Reason(s.Reason))
	case campus.Held:
		it.reason = held.Say()
	}
	return it, nil
}

// founds tells whether a change makes a class or a group: that it is not here is no wonder.
func founds(c campus.Change) bool {
	k, _ := campus.KindNamed(c.Kind)
	return k.Root && c.New
}

// others counts what came along with the first change. That whoever makes a class
// or a group is in it goes without saying.
func others(changes []campus.Change) int {
	n := len(changes) - 1
	if n > 0 {
		k, _ := campus.KindNamed(changes[0].Kind)
		if k.Root && changes[0].New && changes[1].New && changes[1].Kind == "membership" {
			n--
		}
	}
	return n
}

// fields are those of a change that people write.
type fields struct{ Text, About string }

func read(c campus.Change) fields {
	var f fields
	for name, to := range map[string]any{"text": &f.Text, "about": &f.About, "comment": &f.Text} {
		if v, ok := c.Set[name]; ok {
			_ = json.Unmarshal(v, to)
		}
	}
	return f
}

// words names what a change does: "New lesson".
func words(c campus.Change) string {
	form := changedThing
	switch {
	case c.New:
		form = newThing
	case c.Delete:
		form = removedThing
	case c.Revive:
		form = revivedThing
	}
	return form.Say(kindWord(c.Kind))
}

func kindWord(kind string) string {
	w := map[string]string{"class": kindClass.Say(), "lesson": kindLesson.Say(), "post": kindPost.Say(), "document": kindDocument.Say(),
		"membership": kindMember.Say(), "topic": kindTopic.Say(), "article": kindArticle.Say(), "request": kindRequest.Say(),
		"task": kindTask.Say(), "page": kindPage.Say(), "joining": kindJoining.Say(), "applicant": kindJoining.Say(), "joincode": kindCode.Say(),
		"group": kindGroup.Say(), "talk": kindTalk.Say(), "reaction": kindReaction.Say(), "draft": kindDraft.Say(), "place": kindPlace.Say(), "person": kindPerson.Say(),
		"answer": kindAnswer.Say(), "contact": kindContact.Say(), "savedsearch": kindSearch.Say(),
		"assignment": kindAssignment.Say(), "submission": kindSubmission.Say(), "mark": kindMark.Say(),
		"readmark": kindReadMark.Say(), "follow": kindFollow.Say(), "report": kindReport.Say(), "ruling": kindRuling.Say()}[kind]
	if w == "" {
		w = courseWord(kind)
	}
	if w == "" && lang.Text("terms."+kind).Has() {
		w = lang.Term(kind)
	}
	if w == "" {
		return kindUnknown.Say()
	}
	return w
}

// texts is what a person wrote in a set, without titles.
func texts(changes []campus.Change) string {
	var out []string
	for _, c := range changes {
		f := read(c)
		for _, s := range []string{f.Text, f.About} {
			if strings.TrimSpace(s) != "" {
				out = append(out, s)
			}
		}
	}
	return strings.Join(out, "\n\n")
}

// plainly are fields that say by themselves what they are.
var plainly = []string{"title", "name", "text", "about", "comment"}

// all is all that can be read of a set, to be copied: texts as they were written, the
// rest each with its name.
func all(changes []campus.Change, people *ui.People) string {
	var out []string
	for _, c := range changes {
		var lines []string
		for _, q := range widget.FieldsOf(campus.Record{Kind: c.Kind}, people) {
			var text string
			switch value := c.Set[q.Field]; {
			case value == nil:
			case slices.Contains(plainly, q.Field):
				if json.Unmarshal(value, &text) == nil && strings.TrimSpace(text) != "" {
					out = append(out, text)
				}
			default:
				if words := strings.TrimSpace(q.Words(value)); words != "" {
					sep := ": "
					if strings.Contains(words, "\n") {
						sep = ":\n"
					}
					lines = append(lines, q.Label+sep+words)
				}
			}
		}
		lines = append(lines, questionOf(c)...)
		if len(lines) > 0 {
			out = append(out, strings.Join(lines, "\n"))
		}
	}
	return strings.Join(out, "\n\n")
}

// questionOf is the one of a teacher's collection, with its choices.
func questionOf(c campus.Change) (lines []string) {
	q := campus.As[struct{ Question campus.Question }](campus.Record{Body: campus.NewBody(c.Set)}).Question
	if q.Text == "" {
		return nil
	}
	lines = append(lines, q.Text)
	for _, choice := range q.Choices {
		lines = append(lines, "– "+choice.Text)
	}
	return lines
}

// head is as much of a text as can be needed of it: a long one takes a while to be read.
func head(s string) string {
	const most = 20 * mostText
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "")
	}
	return s
}

func beginning(s string) string {
	s = strings.TrimSpace(s)
	if r := []rune(s); len(r) > mostText {
		return string(r[:mostText]) + "…"
	}
	return s
}
