package server

import "rantau/campus"

// follow gives what hangs on a record the record's audience, however it came to have
// another: added by somebody who did not know that it is a draft, or that it was
// published meanwhile.
func (t *taker) follow(e errand) error {
	rec, found := t.record(e.space, e.id)
	if !found || rec.Deleted {
		return nil
	}
	of, documents := rec, []campus.Record{rec}
	var err error
	if rec.Kind == "document" {
		d := campus.As[campus.Document](rec)
		if of, found = t.record(e.space, d.HangsOn()); !found || of.Deleted {
			return nil
		}
	} else if documents, err = t.documentsOn(rec); err != nil {
		return err
	}
	changes := campus.AudienceFollows(of, documents)
	for len(changes) > 0 {
		n := min(len(changes), campus.MaxChanges)
		if err := t.act(campus.Action{Space: e.space, Changes: changes[:n]}); err != nil {
			return err
		}
		changes = changes[n:]
	}
	return nil
}

// documentsOn reads the documents that hang on a record, and perhaps others.
func (t *taker) documentsOn(of campus.Record) (out []campus.Record, err error) {
	err = t.tx.Rows(`SELECT id, kind, audience, body FROM records
		WHERE space=? AND class=? AND kind='document' AND deleted=0 AND instr(body, ?) > 0`,
		[]any{of.Space, campus.ClassRest, of.ID}, func(scan func(...any) error) error {
			r := campus.Record{Space: of.Space}
			err := scan(&r.ID, &r.Kind, &r.Audience, (*[]byte)(&r.Body))
			out = append(out, r)
			return err
		})
	return out, err
}
