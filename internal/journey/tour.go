package journey

import "time"

// sections are the navigation, and what can be opened in each: a kind, and the
// field that names it in its list.
var sections = []struct{ name, kind, field string }{
	{"Home", "", ""},
	{"News", "article", "title"},
	{"Conversations", "topic", "title"},
	{"Resources", "folder", "name"},
	{"Training", "class", "title"},
	{"Groups", "group", "name"},
	{"Collaborate", "request", "title"},
}

// tour leaves a picture of every section, and of something opened in it.
func (p *play) tour(d *desk) {
	p.say("The teacher looks at every section, and opens something in each.")
	for _, s := range sections {
		d.tap(s.name)
		time.Sleep(300 * time.Millisecond) // its list comes from the disk
		d.picture("section-" + s.name)
		if s.kind == "" {
			continue
		}
		p.openOne(d, s.kind, s.field)
		time.Sleep(500 * time.Millisecond)
		d.picture("opened-" + s.name)
	}
}

// openOne opens what of a kind is in sight.
func (p *play) openOne(d *desk, kind, field string) {
	rows, err := p.server.db.QueryContext(p.ctx, `SELECT json_extract(body, '$.' || ?) FROM records WHERE kind = ? AND deleted = 0`, field, kind)
	p.must(err, "ask what there is")
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		p.must(rows.Scan(&name), "ask what there is")
		if !d.sees(name) {
			continue
		}
		if _, err := d.ask("tap", name); err == nil {
			return
		}
	}
	p.must(rows.Err(), "ask what there is")
	p.fail("nothing of kind %s can be opened", kind)
}
