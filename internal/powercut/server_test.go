package powercut_test

import (
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	gosync "sync"
	"testing"

	"golang.org/x/crypto/argon2"

	"rantau/campus"
	"rantau/internal/powercut"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// college is a server whose power goes, and computers that are whole.
type college struct {
	r       *rand.Rand
	d       *powercut.Disk
	dir     string
	others  string // the folder of the computers
	s       *server.Server
	id      campus.ID
	commons campus.ID
	people  map[string]campus.ID
	founded int // 1: the campus was imported; 2: accounts were made
	class   campus.ID
	pcs     []*pc
	words   int
	saved   map[string]campus.ID // words, and the posts that they are in
}

type pc struct {
	user   string
	rep    *storage.Replica
	dir    string
	svc    *heard
	device string
	again  bool // a sign-in had no answer
}

var users = []string{"siti", "dara", "dara"}

// TestServer: after any cut of the server's power every set that it has answered is
// there as it was answered, nobody is signed out, and no copy hears that the server
// went back in time.
func TestServer(t *testing.T) {
	seeds(t, 3, func(t *testing.T, seed uint64, d *powercut.Disk, dir string) error {
		c := &college{r: rand.New(rand.NewPCG(seed, 3)), d: d, dir: filepath.Join(dir, "server"), others: t.TempDir(),
			commons: campus.NewID(), people: map[string]campus.ID{}, saved: map[string]campus.ID{}}
		defer c.close()
		for _, user := range users {
			c.people[user] = campus.NewID()
		}
		for i, user := range users {
			p := &pc{user: user, dir: filepath.Join(c.others, fmt.Sprint(user, i)), svc: &heard{}}
			rep, err := storage.Open(p.dir, nil)
			if err != nil {
				return err
			}
			defer func() { _ = rep.Close() }()
			p.rep = rep
			c.pcs = append(c.pcs, p)
		}
		for i := range 6 {
			if err := c.live(i == 0); err != nil {
				return fmt.Errorf("life %d: %w", i, err)
			}
		}
		return c.end()
	})
}

func (c *college) close() {
	if c.s != nil {
		_ = c.s.Close()
		c.s = nil
	}
}

func (c *college) start() error {
	s, err := server.Open(c.dir, server.Options{})
	if err != nil {
		return err
	}
	c.s = s
	if c.id != "" && c.id != s.ID() {
		return errors.New("it is another server")
	}
	c.id = s.ID()
	for _, p := range c.pcs {
		p.svc.Service = s
	}
	return nil
}

func (c *college) live(first bool) error {
	until := c.r.IntN(1 << (3 + c.r.IntN(8)))
	if first {
		until = c.r.IntN(2500)
	}
	c.d.CutAfter(until)
	err := error(nil)
	if c.s == nil || c.r.IntN(3) == 0 {
		c.close()
		err = c.start()
	}
	for err == nil {
		err = c.act()
	}
	if !c.d.Off() {
		return fmt.Errorf("with power: %w", err)
	}
	c.close()
	c.d.On()
	c.d.CutAfter(c.r.IntN(100) - 1)
	for {
		err := c.start()
		if c.d.Off() {
			c.close()
			c.d.On()
			continue
		}
		c.d.CutAfter(-1)
		if err == nil {
			err = c.check()
		}
		if err != nil {
			return fmt.Errorf("the next start: %w", err)
		}
		return nil
	}
}

func (c *college) act() error {
	if c.founded < 2 {
		return c.found()
	}
	for _, p := range c.pcs {
		if p.device == "" {
			if err := c.sync(p); err != nil {
				return err
			}
		}
	}
	p := c.pcs[c.r.IntN(len(c.pcs))]
	if c.class == "" {
		p = c.pcs[0]
		a := campus.NewClass(p.rep.Me(), campus.Course{Title: "Soil"})
		a.Changes = append(a.Changes, campus.Join(a.Space, c.people["dara"], campus.Member))
		if err := p.rep.Save(ctx, a); err != nil {
			return err
		}
		c.class = a.Space
		return c.sync(p)
	}
	switch x := c.r.IntN(20); {
	case x < 10:
		return c.say(p)
	case x < 12:
		return c.edit(p)
	case x == 12:
		var wg gosync.WaitGroup
		var errs [2]error
		for i := range errs {
			wg.Go(func() { errs[i] = c.sync(c.pcs[i]) })
		}
		wg.Wait()
		return errors.Join(errs[:]...)
	case x == 13:
		c.close()
		return c.start()
	case x < 16:
		return c.signIn(p)
	default:
		return c.sync(p)
	}
}

// found makes the campus and its people. What the power broke off is made again.
func (c *college) found() error {
	_, there, err := c.s.Commons(ctx)
	if err != nil {
		return err
	}
	if !there {
		if c.founded > 0 {
			return errors.New("the campus that was imported is lost")
		}
		school := campus.NewID()
		all := []server.Import{
			{Action: campus.Action{Space: c.commons, Changes: []campus.Change{campus.Create(c.commons, "commons", &campus.Commons{Name: "Commons"})}}},
			{Action: campus.Action{Space: school, Changes: []campus.Change{campus.Create(school, "institution", &campus.Institution{Name: "School"})}}}}
		for user, id := range c.people {
			role := campus.Member
			if user == "siti" {
				role = campus.Staff
			}
			all = append(all,
				server.Import{Action: campus.Action{Space: c.commons, Changes: []campus.Change{
					campus.Create(id, "person", &campus.Person{Name: user}), campus.Join(c.commons, id, campus.Member)}}},
				server.Import{Action: campus.Action{Space: school, Changes: []campus.Change{campus.Join(school, id, role)}}},
				server.Import{Action: campus.Action{Space: campus.PersonalSpace(id), Changes: []campus.Change{
					campus.Create(campus.PersonalSpace(id), "personal", &campus.Personal{Owner: id}), campus.Join(campus.PersonalSpace(id), id, campus.Owner)}}})
		}
		if err := c.s.Import(ctx, all...); err != nil {
			return err
		}
	}
	c.founded = 1
	n := 0
	db, err := c.file()
	if err == nil {
		err = db.QueryRow(`SELECT count(*) FROM accounts`).Scan(&n)
		_ = db.Close()
	}
	if err == nil && n == 0 {
		var accounts []server.Account
		for user, id := range c.people {
			accounts = append(accounts, server.Account{Person: id, User: user})
		}
		salt, b64 := make([]byte, 16), base64.RawStdEncoding.EncodeToString
		hash := fmt.Sprintf("$argon2id$v=19$m=8,t=1,p=1$%s$%s", b64(salt), b64(argon2.IDKey([]byte("merantau"), salt, 1, 8, 1, 32)))
		err = c.s.AddAccounts(ctx, hash, accounts...)
	}
	if err == nil {
		c.founded = 2
	}
	return err
}

// signIn gets a new token. The old one is void from when the server has committed
// that: who gets no answer has to type the password again.
func (c *college) signIn(p *pc) error {
	err := sync.SignIn(ctx, p.rep, p.svc, "test", p.user, "merantau")
	if campus.CodeOf(err) == protocol.TooMany {
		c.close() // a server that starts has counted nobody's tries
		return c.start()
	}
	if p.again = err != nil; err == nil {
		p.device = p.rep.Device()
	}
	return err
}

func (c *college) sync(p *pc) error {
	if p.device == "" || p.again {
		if err := c.signIn(p); err != nil || p.device == "" || p.again {
			return err
		}
	}
	_, err := sync.Sync(ctx, p.rep, p.svc, nil)
	if campus.CodeOf(err) == protocol.TooMany {
		return nil // it is asked faster than any person would
	}
	return err
}

func (c *college) word() string { c.words++; return fmt.Sprintf("w%dz", c.words) }

func (c *college) say(p *pc) error {
	if _, err := p.rep.Record(ctx, c.class); err != nil {
		return c.sync(p)
	}
	for range 1 + c.r.IntN(3) {
		w := c.word()
		a := campus.Posted(c.class, campus.Post{Topic: c.class, Text: w + strings.Repeat(" and so on", c.r.IntN(1<<c.r.IntN(10)))})
		if err := p.rep.Save(ctx, a); err != nil {
			return err
		}
		c.saved[w] = a.Changes[0].Record
	}
	return nil
}

// edit adds a word to a post of the person's, perhaps on two computers at once.
func (c *college) edit(p *pc) error {
	posts, err := p.rep.Records(ctx, campus.Query{Kind: "post", Space: c.class})
	if err != nil || len(posts) == 0 {
		return err
	}
	rec := posts[c.r.IntN(len(posts))]
	if rec.Author != p.rep.Me() {
		return nil
	}
	v, w := campus.As[campus.Post](rec), c.word()
	v.Text += " " + w
	ch, _ := campus.Edit(rec, &v)
	if err := p.rep.Save(ctx, campus.Action{Space: c.class, Changes: []campus.Change{ch}}); err != nil {
		return err
	}
	c.saved[w] = rec.ID
	return nil
}

func (c *college) file() (*sql.DB, error) {
	return sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(c.dir, "server.db")))
}

// check looks whether the server has all that it answered.
func (c *college) check() error {
	db, err := c.file()
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var t trouble
	said := ""
	if err := db.QueryRow(`PRAGMA integrity_check`).Scan(&said); err != nil || said != "ok" {
		return fmt.Errorf("it is damaged: %s %w", said, err)
	}
	for _, p := range c.pcs {
		n := 0
		if err := db.QueryRow(`SELECT count(*) FROM devices WHERE id=?`, p.device).Scan(&n); err != nil || n == 0 && p.device != "" {
			t.say("%s has signed in, and the server does not know the computer (%v)", p.user, err)
		}
		for _, o := range p.svc.taken {
			var seq, at int64
			if err := db.QueryRow(`SELECT seq, at FROM log WHERE space=? AND device=? AND n=?`, o.Space, o.device, o.Number).Scan(&seq, &at); err != nil || seq != o.Seq || at != o.At {
				t.say("%s's set %d was taken as %d at %d; the server has %d at %d (%v)", p.user, o.Number, o.Seq, o.At, seq, at, err)
			}
		}
		for _, s := range p.svc.lost {
			t.say("%s: %s", p.user, s)
		}
	}
	for what, query := range map[string]string{
		"a space's log has holes":            `SELECT count(*) FROM spaces s WHERE seq <> (SELECT count(*) FROM log WHERE space=s.id) OR seq <> (SELECT max(seq) FROM log WHERE space=s.id)`,
		"a record is ahead of its space":     `SELECT count(*) FROM records r WHERE seq > (SELECT seq FROM spaces WHERE id=r.space)`,
		"a chain is not as long as the log":  `SELECT count(*) FROM chains c WHERE n <> (SELECT max(n) FROM log WHERE space=c.space AND device=c.device)`,
		"a membership is not in the table":   `SELECT count(*) FROM records r WHERE kind='membership' AND NOT EXISTS (SELECT 1 FROM members WHERE space=r.space AND person=json_extract(r.body, '$.person'))`,
		"a set is in the log more than once": `SELECT count(*) FROM (SELECT 1 FROM log WHERE device<>'' GROUP BY device, hash HAVING count(*)>1)`,
	} {
		n := 0
		if err := db.QueryRow(query).Scan(&n); err != nil || n > 0 {
			t.say("%s: %d (%v)", what, n, err)
		}
	}
	return t.err()
}

// end has everybody sync, and looks for all that was saved.
func (c *college) end() error {
	for c.founded < 2 {
		if err := c.found(); err != nil {
			return err
		}
	}
	for range 3 {
		for _, p := range c.pcs {
			if err := c.sync(p); err != nil {
				return fmt.Errorf("at the end: %w", err)
			}
		}
	}
	if err := c.check(); err != nil {
		return fmt.Errorf("at the end: %w", err)
	}
	var t trouble
	for _, p := range c.pcs {
		if w, err := p.rep.Waiting(ctx); err != nil || len(w) > 0 {
			t.say("%s has %d sets that wait (%v)", p.user, len(w), err)
		}
		if p.rep.Device() != p.device {
			t.say("%s has another device", p.user)
		}
	}
	db, err := c.file()
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	for w, id := range c.saved {
		var body, beside string
		err := db.QueryRow(`SELECT body, (SELECT coalesce(group_concat(fields), '') FROM versions v WHERE v.space=r.space AND v.id=r.id) FROM records r WHERE space=? AND id=?`, c.class, id).Scan(&body, &beside)
		// One that found no place beside another's is in a version.
		if n := strings.Count(body, w); err != nil || n > 1 || n == 0 && !strings.Contains(beside, w) {
			t.say("%s is %d times in its post (%v)", w, n, err)
		}
	}
	one, err := lines(c.pcs[1].dir)
	if err != nil {
		return err
	}
	two, err := lines(c.pcs[2].dir)
	if err != nil {
		return err
	}
	for key := range one {
		if one[key].text != two[key].text {
			t.say("dara's computers differ:\n    %.300s\n    %.300s", one[key].text, two[key].text)
		}
	}
	if len(one) != len(two) {
		t.say("dara's computers have %d and %d records", len(one), len(two))
	}
	return t.err()
}
