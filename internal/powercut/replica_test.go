package powercut_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/powercut"
	"rantau/internal/testenv"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/protocol"
)

// laptop is dara's computer, whose power goes; siti's and dara's other one are whole.
type laptop struct {
	r            *rand.Rand
	d            *powercut.Disk
	dir          string
	rep          *storage.Replica
	svc          *heard
	siti, second *testenv.Device
	class        campus.ID
	device       string
	words        int
	said         []*post
	fresh        []string // saved since the last sync began: they have to be in the outbox
	limbo        []string // saved before that, and not known to have arrived
	drafts       map[string][]string
	sending      string // the word of a draft whose sending was broken off
	story        []string
}

// tell notes what was done, for who looks at a seed that failed.
func (l *laptop) tell(format string, args ...any) {
	l.story = append(l.story, fmt.Sprintf(format, args...))
}

// post is one that dara has written, with a word for each time that it was saved.
type post struct {
	id    campus.ID
	words []string
	maybe string // a save that the power broke off
	gone  int    // 1: it was removed; 2: perhaps
	there bool
}

// TestReplica: what was saved is in the outbox after any cut, drafts are as they were
// kept, no cursor is ahead of its records, and in the end all is on the server once.
func TestReplica(t *testing.T) {
	seeds(t, 3, func(t *testing.T, seed uint64, d *powercut.Disk, dir string) (err error) {
		e := testenv.New(t, false, "teacher:siti", "dara")
		l := &laptop{r: rand.New(rand.NewPCG(seed, 2)), d: d, dir: filepath.Join(dir, "dara"), svc: &heard{Service: e.Service()},
			siti: e.Device("siti"), second: e.Device("dara"), drafts: map[string][]string{}}
		a := campus.NewClass(l.siti.Me(), campus.Course{Title: "Soil"})
		a.Changes = append(a.Changes, campus.Join(a.Space, e.People["dara"], campus.Member))
		l.siti.Do(a)
		l.siti.Sync()
		l.class = a.Space
		defer l.close()
		defer func() {
			if err != nil {
				t.Logf("what happened:\n  %s", strings.Join(l.story[max(0, len(l.story)-40):], "\n  "))
			}
		}()
		for i := range 6 {
			if err := l.live(i == 0); err != nil {
				return fmt.Errorf("life %d: %w", i, err)
			}
		}
		return l.end()
	})
}

func (l *laptop) close() {
	if l.rep != nil {
		_ = l.rep.Close()
		l.rep = nil
	}
}

func (l *laptop) start() error {
	rep, err := storage.Open(l.dir, nil)
	if err != nil {
		return err
	}
	l.rep = rep
	if rep.Me() == "" {
		if l.device != "" {
			return errors.New("who the copy belongs to is lost")
		}
		if err := sync.SignIn(ctx, rep, l.svc, "test", "dara", testenv.Password); err != nil {
			return err
		}
	}
	if l.device == "" {
		l.device = rep.Device()
	}
	if rep.Device() != l.device {
		return errors.New("it is another device")
	}
	return nil
}

func (l *laptop) live(first bool) error {
	until := l.r.IntN(1 << (3 + l.r.IntN(8)))
	if first {
		until = l.r.IntN(2500)
	}
	l.d.CutAfter(until)
	err := error(nil)
	if l.rep == nil || l.r.IntN(3) == 0 {
		l.close()
		err = l.start()
	}
	for err == nil {
		err = l.act()
	}
	if !l.d.Off() {
		return fmt.Errorf("with power: %w", err)
	}
	l.tell("the power goes: %v", err)
	l.close()
	l.d.On()
	l.d.CutAfter(l.r.IntN(100) - 1)
	for {
		err := l.start()
		if l.d.Off() {
			l.tell("the power goes in a start: %v", err)
			l.close()
			l.d.On()
			continue
		}
		l.d.CutAfter(-1)
		if err == nil {
			err = l.check()
		}
		if err != nil {
			return fmt.Errorf("the next start: %w", err)
		}
		return nil
	}
}

func (l *laptop) act() error {
	if _, err := l.rep.Record(ctx, l.class); campus.CodeOf(err) == campus.NotFound {
		return l.sync()
	}
	switch x := l.r.IntN(20); {
	case x < 5:
		return l.save(campus.Post{Topic: l.class, Text: l.text()}, "")
	case x < 9:
		return l.edit(l.pick())
	case x == 9:
		return l.remove(l.pick())
	case x < 12:
		return l.draft(fmt.Sprint("place", l.r.IntN(3)), l.text())
	case x == 12: // a draft that becomes a post
		return l.send(fmt.Sprint("place", l.r.IntN(3)))
	case x < 15:
		l.others()
		return nil
	case x == 15:
		l.close()
		return l.start()
	default:
		return l.sync()
	}
}

func (l *laptop) word() string { l.words++; return fmt.Sprintf("w%dz", l.words) }

func (l *laptop) text() string {
	return l.word() + strings.Repeat(" and so on", l.r.IntN(1<<l.r.IntN(11)))
}

func first(text string) string { w, _, _ := strings.Cut(text, " "); return w }

func (l *laptop) save(p campus.Post, draft string) error {
	a := campus.Posted(l.class, p)
	a.Draft = draft
	post := &post{id: a.Changes[0].Record, maybe: first(p.Text)}
	l.said = append(l.said, post)
	err := l.rep.Save(ctx, a)
	l.tell("saves %s: %v", post.maybe, err)
	if err == nil {
		post.there, post.words, post.maybe = true, []string{post.maybe}, ""
		l.fresh = append(l.fresh, post.words...)
	}
	return err
}

// pick gives a post that is there, or nil.
func (l *laptop) pick() *post {
	for range l.said {
		if p := l.said[l.r.IntN(len(l.said))]; p.there && p.gone == 0 {
			return p
		}
	}
	return nil
}

func (l *laptop) edit(p *post) error {
	if p == nil {
		return nil
	}
	rec, err := l.rep.Record(ctx, p.id)
	if err != nil || rec.Deleted {
		return err
	}
	v := campus.As[campus.Post](rec)
	p.maybe = l.word()
	v.Text += " " + p.maybe
	c, _ := campus.Edit(rec, &v)
	err = l.rep.Save(ctx, campus.Action{Space: l.class, Changes: []campus.Change{c}})
	l.tell("adds %s to %s: %v", p.maybe, p.words[0], err)
	if err != nil {
		return err
	}
	p.words, p.maybe = append(p.words, p.maybe), ""
	l.fresh = append(l.fresh, p.words[len(p.words)-1])
	return nil
}

func (l *laptop) remove(p *post) error {
	if p == nil {
		return nil
	}
	rec, err := l.rep.Record(ctx, p.id)
	if err != nil || rec.Deleted {
		return err
	}
	p.gone = 2
	err = l.rep.Save(ctx, campus.Action{Space: l.class, Changes: []campus.Change{campus.Remove(rec)}})
	l.tell("removes %s: %v", p.words[0], err)
	if err != nil {
		return err
	}
	p.gone = 1
	return nil
}

func (l *laptop) draft(place, text string) error {
	if l.drafts[place] == nil {
		l.drafts[place] = []string{""}
	}
	l.drafts[place] = append(l.drafts[place], text)
	err := l.rep.KeepDraft(ctx, place, text)
	l.tell("keeps the draft %s in %s: %v", first(text), place, err)
	if err == nil {
		l.drafts[place] = []string{text}
	}
	return err
}

func (l *laptop) send(place string) error {
	text, err := l.rep.Draft(ctx, place)
	if err != nil || text == "" {
		return err
	}
	l.drafts[place] = append(l.drafts[place], "")
	l.tell("sends the draft in %s", place)
	l.sending = first(text)
	defer func() {
		if err == nil {
			l.sending = ""
		}
	}()
	// Its word is in no other post: a draft goes with what is sent.
	if err = l.save(campus.Post{Topic: l.class, Text: text}, place); err != nil {
		return err
	}
	l.drafts[place] = []string{""}
	return nil
}

// others write something, so that pages come.
func (l *laptop) others() {
	for range 1 + l.r.IntN(4) {
		l.siti.Do(campus.Say(l.class, l.class, l.text()))
		if l.r.IntN(3) == 0 {
			l.siti.Do(campus.Action{Space: l.class, Changes: []campus.Change{
				campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "L", Text: strings.Repeat("soil ", l.r.IntN(1<<l.r.IntN(14))), Order: "n"})}})
		}
	}
	l.siti.Sync()
}

func (l *laptop) sync() error {
	l.limbo = append(l.limbo, l.fresh...)
	l.fresh = nil
	_, err := sync.Sync(ctx, l.rep, l.svc, nil)
	l.tell("syncs: %v", err)
	if err == nil {
		l.limbo = nil
	}
	if campus.CodeOf(err) == protocol.TooMany {
		return nil // it is asked faster than any person would
	}
	return err
}

// check looks at what is there after a cut.
func (l *laptop) check() error {
	var t trouble
	l.siti.Sync()
	l.second.Sync()
	waiting, err := l.rep.Waiting(ctx)
	if err != nil {
		return err
	}
	sets, err := l.rep.Outgoing(ctx, 1<<30, 1<<20)
	if err != nil {
		return err
	}
	waits, goes := "", ""
	for _, w := range waiting {
		b, _ := json.Marshal(w.Changes)
		waits += string(b)
	}
	for _, s := range sets {
		goes += s.Bytes
	}
	for _, w := range l.fresh {
		if !strings.Contains(waits, w) || !strings.Contains(goes, w) {
			t.say("%s was saved and is not in the outbox", w)
		}
	}
	onServer := ""
	for _, p := range l.said {
		if l.siti.Has(p.id) {
			onServer += campus.As[campus.Post](l.siti.Get(p.id)).Text + " "
		}
	}
	for _, w := range l.limbo {
		if !strings.Contains(waits, w) && !strings.Contains(onServer, w) && !l.removed(w) {
			t.say("%s was saved; it is neither in the outbox nor on the server", w)
		}
	}
	for _, p := range l.said {
		l.shows(p, &t)
	}
	for place, may := range l.drafts {
		got, err := l.rep.Draft(ctx, place)
		ok := false
		for _, m := range may {
			ok = ok || m == got
		}
		if err != nil || !ok {
			t.say("the draft in %s is %.20q, it should be one of %.60q (%v)", place, got, may, err)
		}
		l.drafts[place] = []string{got}
		if got != "" && strings.Contains(waits, first(got)) {
			t.say("the draft in %s was sent and is there", place)
		}
	}
	if l.sending != "" {
		kept := ""
		for _, may := range l.drafts {
			kept += may[0] + " "
		}
		if in, out := strings.Contains(kept, l.sending), strings.Contains(waits+onServer, l.sending); in == out {
			t.say("%s was being sent: it is among the drafts %v, in the outbox or on the server %v", l.sending, in, out)
		}
		l.sending = ""
	}
	if err := l.behind(&t); err != nil {
		return err
	}
	for _, s := range l.svc.lost {
		t.say("%s", s)
	}
	return t.err()
}

func (l *laptop) removed(word string) bool {
	for _, p := range l.said {
		for _, w := range p.words {
			if w == word && p.gone > 0 {
				return true
			}
		}
	}
	return false
}

// shows checks that a post is shown as it was saved, and decides what the power
// broke off.
func (l *laptop) shows(p *post, t *trouble) {
	rec, err := l.rep.Record(ctx, p.id)
	if campus.CodeOf(err) == campus.NotFound && !p.there {
		p.maybe = ""
		return
	}
	if err != nil {
		t.say("the post %s: %v", p.id, err)
		return
	}
	p.there = true
	if p.gone == 2 {
		p.gone = 0
		if rec.Deleted {
			p.gone = 1
		}
	}
	if rec.Deleted != (p.gone == 1) {
		t.say("the post %s: deleted %v", p.id, rec.Deleted)
	}
	if rec.Deleted {
		p.maybe = ""
		return
	}
	text := campus.As[campus.Post](rec).Text
	if p.maybe != "" && strings.Contains(text, p.maybe) {
		p.words = append(p.words, p.maybe)
	}
	p.maybe = ""
	if n := strings.Count(text, "w"); n != len(p.words) {
		t.say("the post %s has %d words, %d were saved", p.id, n, len(p.words))
	}
	for _, w := range p.words {
		if strings.Count(text, w) != 1 {
			t.say("the post %s lacks %s", p.id, w)
		}
	}
}

// behind checks that no cursor is ahead of its records.
func (l *laptop) behind(t *trouble) error {
	mine, err := lines(l.dir)
	if err != nil {
		return err
	}
	whole, err := lines(l.second.Dir)
	if err != nil {
		return err
	}
	far, err := cursors(ctx, l.rep)
	if err != nil {
		return err
	}
	for key, w := range whole {
		if w.seq <= far[w.space] && mine[key].seq < w.seq {
			t.say("the cursor of %s is at %d, and the copy has not the %s of %d (but of %d)", w.space, far[w.space], w.kind, w.seq, mine[key].seq)
		}
	}
	return nil
}

// end syncs and compares all.
func (l *laptop) end() error {
	if err := l.sync(); err != nil {
		return err
	}
	if err := l.check(); err != nil {
		return fmt.Errorf("at the end: %w", err)
	}
	if w, err := l.rep.Waiting(ctx); err != nil || len(w) > 0 {
		return errors.Join(err, fmt.Errorf("at the end %d sets wait", len(w)))
	}
	if err := l.sync(); err != nil { // what the others have said meanwhile
		return err
	}
	var t trouble
	mine, err := lines(l.dir)
	if err != nil {
		return err
	}
	whole, err := lines(l.second.Dir)
	if err != nil {
		return err
	}
	for key, w := range whole {
		if mine[key].text != w.text {
			t.say("the two computers differ:\n    %.300s\n    %.300s", mine[key].text, w.text)
		}
		delete(mine, key)
	}
	for _, m := range mine {
		t.say("only here: %.300s", m.text)
	}
	posts, err := l.siti.Records(ctx, campus.Query{Kind: "post", Space: l.class})
	if err != nil {
		return err
	}
	n := 0
	for _, p := range posts {
		if p.Author == l.rep.Me() {
			n++
		}
	}
	for _, p := range l.said {
		if p.there && p.gone == 0 {
			n--
		}
	}
	if n != 0 {
		t.say("%d posts more are on the server than were saved", n)
	}
	return t.err()
}
