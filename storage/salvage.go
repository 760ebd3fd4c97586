package storage

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// salvaged is what was read out of a damaged copy.
type salvaged struct {
	rows   map[string][][]any // by table
	places map[int64]string   // what refused sets say that their space was called, by nr
	who    protocol.Identity
	person campus.ID // whose it is, as far as is known
}

// salvageTables lists what only this computer has, with the key that sorts it.
var salvageTables = []struct{ name, columns, key string }{
	{"meta", "name, value", "name"},
	{"outbox", "nr, space, n, bytes, signature, hash, saved, state, code, reason, replay", "rowid"},
	{"sent", "space, n, bytes, signature, hash, at", "rowid"},
	{"chains", "space, n, hash", "space"},
	{"drafts", "place, text, at", "place"},
	{"uploads", "space, document, manifest", "rowid"},
	{"kept", "space, id", "rowid"},
	{"mirrors", "space, dir, mark", "space"}, // what was the same is found out again
	{"usage", "day, sent, received", "day"},  // or the budget would begin anew
	{"syncs", "nr, at, took, sets, records, sent, received, trouble, files", "rowid"},
}

func salvage(path string) (salvaged, error) {
	s := salvaged{rows: map[string][][]any{}, places: map[int64]string{}}
	var wanted []string // without records: the largest by far, and the server has it
	for _, t := range salvageTables {
		wanted = append(wanted, t.name)
	}
	err := sqlitedb.Salvage(path, schema, wanted, func(w *sqlitedb.Wreck) error { // what can't be read is not there
		for _, t := range salvageTables {
			w.Rows(t.name, t.columns, t.key, func(values []any) { s.rows[t.name] = append(s.rows[t.name], values) })
		}
		// By itself: in the file of an earlier version there is none, and nothing would be read.
		w.Rows("outbox", "nr, place", "rowid", func(values []any) {
			nr, _ := values[0].(int64)
			s.places[nr] = string(asBytes(values[1]))
		})
		w.Rows("records", "author, seq", "rowid", func(values []any) {
			if author, _ := values[0].(string); s.person == "" && fmt.Sprint(values[1]) == "0" && campus.ID(author).Valid() {
				s.person = campus.ID(author) // made here and not sent: its author is the owner
			}
		})
		return nil
	})
	for _, row := range s.rows["meta"] {
		if name, _ := row[0].(string); name == "identity" && json.Unmarshal(asBytes(row[1]), &s.who) != nil {
			s.who = protocol.Identity{}
		}
	}
	if s.who.Person.Valid() {
		s.person = s.who.Person
	}
	return s, err
}

func asBytes(v any) []byte {
	switch v := v.(type) {
	case []byte:
		return v
	case string:
		return []byte(v)
	}
	return nil
}

// write makes a new copy with what was salvaged.
func (s salvaged) write(path string) (saved int, err error) {
	db, err := sqlitedb.Open(path, schema)
	if err != nil {
		return 0, err
	}
	err = db.Write(context.Background(), sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		for _, t := range []string{"meta", "sent", "chains", "drafts", "uploads", "kept", "mirrors", "usage", "syncs"} {
			for _, row := range s.rows[t] {
				_, _ = tx.Exec("INSERT OR IGNORE INTO "+t+" VALUES (?"+marks[len(row)]+")", row...) // a garbled row is left out
			}
		}
		if s.who.Device() == "" {
			if _, err := tx.Exec(`DELETE FROM meta WHERE name='identity'`); err != nil {
				return err
			}
			if err := putMeta(tx, "rescued", s.person); err != nil {
				return err
			}
		}
		for _, row := range s.rows["outbox"] {
			ok, err := s.set(tx, row)
			if err != nil {
				return err
			}
			if ok {
				saved++
			}
		}
		return mendChains(tx)
	})
	if e := db.Close(); err == nil {
		err = e
	}
	// Only the file is given its name: what is in its log alone would be lost.
	if err == nil && exists(path+"-wal") {
		err = fmt.Errorf("%w (the new copy could not be written back from its log)", sqlitedb.ErrFull)
	}
	return saved, err
}

var marks = func() (m [16]string) {
	for i := 2; i < len(m); i++ {
		m[i] = m[i-1] + ",?"
	}
	return m
}()

// set puts a set into the new outbox and shows it. A set whose bytes don't fit
// their signature is signed again, for its text is all there is. It is false for
// what is no set.
func (s salvaged) set(tx *sqlitedb.Tx, row []any) (bool, error) {
	b := asBytes(row[3])
	set, err := campus.DecodeSet(b)
	if err != nil {
		return false, nil //nolint:nilerr // garbled: left out
	}
	signature, state := asBytes(row[4]), fmt.Sprint(row[7])
	if key := s.who.Key; len(key) == ed25519.PrivateKeySize && !campus.VerifySet(key.Public().(ed25519.PublicKey), b, signature) {
		signature = campus.SignSet(key, b)
	}
	code, reason := fmt.Sprint(row[8]), fmt.Sprint(row[9])
	if s.person == "" {
		state, code, reason = string(campus.Refused), string(Damaged), "the file that this was in was damaged; look at it and send it again"
	}
	nr, _ := row[0].(int64)
	at, _ := row[6].(int64)
	replayed, _ := row[10].(int64)
	n := set.Number
	if was, _ := row[2].(int64); was < 0 && state == string(campus.Refused) {
		n = was // it has no number any more: several would be one, to be discarded and in the chain
	}
	if _, err := tx.Exec(`INSERT OR REPLACE INTO outbox (nr, space, n, bytes, signature, hash, saved, state, code, reason, replay, place) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)`,
		nr, set.Space, n, string(b), signature, campus.HashSet(b), at, state, code, reason, replayed, s.places[nr]); err != nil {
		return false, err
	}
	if state == string(campus.Refused) {
		return true, nil
	}
	if _, founds := campus.Founds(set.Space, s.person, set.Changes); founds {
		if _, err := tx.Exec(`INSERT OR IGNORE INTO spaces (space, role, cursor) VALUES (?,?,?)`, set.Space, campus.Owner, protocol.Start); err != nil {
			return false, err
		}
	}
	for _, c := range set.Changes {
		if _, err := tx.Exec(`INSERT OR IGNORE INTO touched VALUES (?,?,?)`, set.Space, c.Record, nr); err != nil {
			return false, err
		}
		if replayed == 0 {
			continue
		}
		if err := show(tx, s.person, set.Space, c, at); err != nil {
			return false, err
		}
		if err := noteUpload(tx, set.Space, c); err != nil {
			return false, err
		}
	}
	return true, nil
}

// mendChains brings each chain to the last set that is known.
func mendChains(tx *sqlitedb.Tx) error {
	for _, from := range []string{"sent", "outbox"} {
		_, err := tx.Exec(`INSERT INTO chains SELECT space, n, hash FROM (SELECT space, n, hash, max(n) FROM ` + from + ` WHERE n>0 GROUP BY space) WHERE 1
			ON CONFLICT (space) DO UPDATE SET n=excluded.n, hash=excluded.hash WHERE excluded.n > chains.n`)
		if err != nil {
			return err
		}
	}
	return nil
}
