package simulator

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"

	"rantau/campus"
	"rantau/storage"
)

// stored is a record as a database holds it.
type stored struct {
	space, id campus.ID
	seq       int64
	text      string // all of it that has to agree
	body      string
	audience  campus.Audience
	deleted   bool
	versions  []version
}

type version struct {
	text     string
	audience campus.Audience
}

// versionsFor joins the versions that the actor may read.
func (s stored) versionsFor(a campus.Actor) string {
	var b strings.Builder
	for _, v := range s.versions {
		if campus.MayRead(a, v.audience) {
			b.WriteString(v.text)
		}
	}
	return b.String()
}

func (s stored) contains(token string) bool {
	return strings.Contains(s.body, token) || strings.Contains(s.versionsFor(campus.Actor{Server: true}), token)
}

type membership struct {
	space, person campus.ID
	role          campus.Role
}

// check looks at what came of it all.
func (w *World) check() error {
	srv, members, err := w.readServer()
	if err != nil {
		return err
	}
	var troubles []string
	trouble := func(format string, args ...any) { troubles = append(troubles, fmt.Sprintf(format, args...)) }
	refused := map[*node]string{}
	for _, n := range w.nodes {
		if err := w.checkNode(n, srv, members, trouble); err != nil {
			return err
		}
		text, err := n.refused(trouble)
		if err != nil {
			return err
		}
		refused[n] = text
	}
	if w.count["forked"] > 0 && w.count["cloned"] == 0 && !w.fate.restored {
		trouble("a device was taken for two, and none was cloned")
	}
	w.checkLedger(srv, refused, trouble)
	if len(troubles) > 0 {
		return fmt.Errorf("%d troubles:\n%s", len(troubles), strings.Join(troubles[:min(len(troubles), 12)], "\n"))
	}
	return nil
}

func (w *World) readServer() ([]stored, []membership, error) {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(w.srvDir, "server.db")+"?mode=ro")
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = db.Close() }()
	all, err := readRecords(db, `SELECT space, id, kind, seq, audience, author, created, editor, edited, deleted, body, 0, 0 FROM records ORDER BY space, id`, `SELECT version, fields, author, at, audience FROM versions WHERE space=? AND id=? ORDER BY at, version`)
	if err != nil {
		return nil, nil, err
	}
	rows, err := db.Query(`SELECT space, person, role FROM members`)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = rows.Close() }()
	var members []membership
	for rows.Next() {
		var m membership
		if err := rows.Scan(&m.space, &m.person, &m.role); err != nil {
			return nil, nil, err
		}
		members = append(members, m)
	}
	return all, members, rows.Err()
}

func readRecords(db *sql.DB, query, versions string) ([]stored, error) {
	rows, err := db.Query(query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []stored
	for rows.Next() {
		var s stored
		var kind, author, editor string
		var seq, created, edited, waiting int64
		var hasShown bool
		if err := rows.Scan(&s.space, &s.id, &kind, &seq, &s.audience, &author, &created, &editor, &edited, &s.deleted, &s.body, &waiting, &hasShown); err != nil {
			return nil, err
		}
		s.seq = seq
		shown := s.body
		if s.deleted {
			shown = "{}"
		}
		s.text = fmt.Sprintf("%s seq %d for %q by %s at %d, edited by %s at %d, deleted %v: %s; waiting %d, shown apart %v", kind, seq, s.audience, author, created, editor, edited, s.deleted, shown, waiting, hasShown)
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for i := range out {
		if out[i].versions, err = readVersions(db, versions, out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func readVersions(db *sql.DB, query string, s stored) ([]version, error) {
	rows, err := db.Query(query, s.space, s.id)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []version
	for rows.Next() {
		var id, fields, author string
		var at int64
		var v version
		if err := rows.Scan(&id, &fields, &author, &at, &v.audience); err != nil {
			return nil, err
		}
		v.text = fmt.Sprintf("%s by %s at %d: %s\n", id, author, at, fields)
		out = append(out, v)
	}
	return out, rows.Err()
}

// checkNode compares a replica with what its person may see on the server.
func (w *World) checkNode(n *node, srv []stored, members []membership, trouble func(string, ...any)) error {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(n.dir, storage.File)+"?mode=ro")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	local, err := readRecords(db, `SELECT space, id, kind, seq, audience, author, created, editor, edited, deleted, coalesce(body, shown), waiting, shown IS NOT NULL
		FROM records WHERE coalesce(shown, body) IS NOT NULL ORDER BY space, id`, `SELECT version, fields, author, at, '' FROM versions WHERE space=? AND id=? ORDER BY at, version`)
	if err != nil {
		return err
	}
	roles := map[campus.ID]campus.Role{}
	for _, m := range members {
		if m.person == n.who.id {
			roles[m.space] = m.role
		}
	}
	has := map[string]stored{}
	for _, s := range local {
		has[string(s.space)+string(s.id)] = s
	}
	for _, s := range srv {
		key := string(s.space) + string(s.id)
		l, here := has[key]
		delete(has, key)
		actor := campus.Actor{Person: n.who.id, Role: roles[s.space]}
		held, there := l.versionsFor(campus.Actor{Server: true}), s.versionsFor(actor)
		switch may := campus.MayRead(actor, s.audience); {
		case may && !here:
			trouble("%s lacks %s in %s: %s", n.name, short(s.id), short(s.space), s.text)
		case !may && here && l.seq == 0 && roles[s.space] == "" && w.fate.restored: // on the shelf: this server never had the person in there
		case !may && here:
			trouble("%s holds what %s may not read: %s in %s: %s", n.name, n.who.name, short(s.id), short(s.space), l.text)
		case may && l.text != s.text:
			trouble("%s and the server differ on %s in %s\n    server  %s\n    replica %s", n.name, short(s.id), short(s.space), s.text, l.text)
		case may && held != there:
			trouble("%s and the server differ on the versions of %s in %s\n    server  %s\n    replica %s", n.name, short(s.id), short(s.space), there, held)
		}
	}
	for _, s := range local {
		if _, extra := has[string(s.space)+string(s.id)]; extra && !(s.seq == 0 && w.fate.restored) { // else it is on the shelf
			trouble("%s has %s in %s, which the server lacks: %s", n.name, short(s.id), short(s.space), s.text)
		}
	}
	return w.checkSpaces(n, db, roles, trouble)
}

func (w *World) checkSpaces(n *node, db *sql.DB, roles map[campus.ID]campus.Role, trouble func(string, ...any)) error {
	rows, err := db.Query(`SELECT space, role FROM spaces`)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var space campus.ID
		var role campus.Role
		if err := rows.Scan(&space, &role); err != nil {
			return err
		}
		if roles[space] != role {
			trouble("%s thinks to be %q in %s and is %q", n.name, role, short(space), roles[space])
		}
	}
	return rows.Err()
}

// refused gives the text of the refused sets; nothing else may be in the outbox.
func (n *node) refused(trouble func(string, ...any)) (string, error) {
	all, err := n.rep.Waiting(ctx)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	seen := map[string]bool{}
	for _, s := range all {
		n.w.count["refused: "+string(s.Code)]++
		if s.State != campus.Refused {
			trouble("%s: set %d in %s is still %s (%s %s)", n.name, s.Number, short(s.Space), s.State, s.Code, s.Reason)
		} else if s.Reason == "" {
			trouble("%s: set %d was refused without a reason", n.name, s.Number)
		}
		if key := fmt.Sprint(s.Space, s.Number); seen[key] {
			trouble("%s: two sets have the number %d in %s: to discard one is to discard both", n.name, s.Number, short(s.Space))
		} else {
			seen[key] = true
		}
		for _, c := range s.Changes {
			fmt.Fprintf(&b, "%s delete=%v revive=%v %s\n", c.Record, c.Delete, c.Revive, sets(c))
		}
	}
	return b.String(), nil
}

// checkLedger looks for every action that was saved, and for those that were not.
func (w *World) checkLedger(srv []stored, refused map[*node]string, trouble func(string, ...any)) {
	byID := map[campus.ID]stored{}
	for _, s := range srv {
		byID[s.id] = s
	}
	isRefused := func(e entry) bool {
		if e.discarded {
			return true
		}
		for _, line := range strings.Split(refused[e.node], "\n") {
			turns := e.delete || e.revive // has no words of its own
			if turns && strings.HasPrefix(line, fmt.Sprintf("%s delete=%v revive=%v", e.record, e.delete, e.revive)) ||
				!turns && strings.HasPrefix(line, string(e.record)) && strings.Contains(line, e.mark) {
				return true
			}
		}
		return false
	}
	taken := map[int]bool{}
	for _, e := range w.ledger {
		if !isRefused(e) {
			taken[e.action] = true
		}
	}
	for _, e := range w.ledger {
		s := byID[e.record]
		switch {
		case isRefused(e):
			if taken[e.action] && !e.delete && !e.revive {
				trouble("half of action %d was refused", e.action)
			}
		case (e.delete || e.revive) && s.deleted == e.delete:
		case (e.delete || e.revive) && w.turned(e, isRefused): // and somebody took that back
		case e.revive:
			trouble("%s brought %s back: it is not there, and nobody was told", e.node.name, short(e.record))
		case e.delete:
			trouble("%s deleted %s: it is still there, and nobody was told", e.node.name, short(e.record))
		case s.contains(e.token), w.superseded(e, isRefused):
		default:
			trouble("%s saved %s (%s of %s, %q to %q) and it is nowhere", e.node.name, e.token, e.field, short(e.record), e.from, e.to)
		}
	}
	for _, token := range w.unsaved {
		for _, s := range srv {
			if s.contains(token) {
				trouble("%s was never saved and is on the server", token)
			}
		}
	}
	for _, e := range w.ledger {
		if !e.isNew || e.token == "" {
			continue
		}
		found := 0
		for _, s := range srv {
			if strings.Contains(s.body, e.token) {
				found++
			}
		}
		if found > 1 {
			trouble("%s exists %d times", e.token, found)
		}
	}
}

// superseded tells whether somebody who saw the value went on from it to
// another. What is sent a second time, by a clone or after a restore, may be refused, and
// was taken once all the same.
func (w *World) superseded(e entry, isRefused func(entry) bool) bool {
	for _, later := range w.ledger {
		if later.record == e.record && later.field == e.field && strings.Contains(later.from, e.token) && !strings.Contains(later.to, e.token) && (!isRefused(later) || w.fate.restored || w.count["cloned"] > 0) {
			return true
		}
	}
	return false
}

// turned tells whether somebody did the opposite of a deletion or a revival.
func (w *World) turned(e entry, isRefused func(entry) bool) bool {
	for _, other := range w.ledger {
		if other.record == e.record && other.delete == e.revive && other.revive == e.delete && (!isRefused(other) || w.fate.restored || w.count["cloned"] > 0) {
			return true
		}
	}
	return false
}
