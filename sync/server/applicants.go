package server

import "rantau/campus"

// apply brings a wish to the staff of a group; there is one at a time for each person.
func (t *taker) apply(person campus.ID, j campus.Joining) error {
	v := campus.Applicant{Person: person, Words: j.Words, State: campus.JoinWaiting}
	rec, found := t.record(j.Space, campus.ApplicantID(j.Space, person))
	if !found {
		return t.act(campus.Action{Space: j.Space, Changes: []campus.Change{
			campus.Create(campus.ApplicantID(j.Space, person), "applicant", &v).For(campus.StaffOnly)}})
	}
	return t.edit(rec, &v)
}

// withdraw takes a wish back from the staff, unless another of the same person waits.
func (t *taker) withdraw(person, space campus.ID) error {
	if space == "" {
		return nil
	}
	rec, found := t.record(space, campus.ApplicantID(space, person))
	a := campus.As[campus.Applicant](rec)
	if !found || a.State != campus.JoinWaiting {
		return nil
	}
	wishes, err := t.wishes(person, space)
	if err != nil || len(wishes) > 0 {
		return err
	}
	a.State = campus.JoinWithdrawn
	return t.edit(rec, &a)
}

// wishes are the joinings of a person for a space that the server has not settled.
func (t *taker) wishes(person, space campus.ID) (out []campus.Record, err error) {
	own := campus.PersonalSpace(person)
	err = t.tx.Rows(`SELECT id, body FROM records WHERE space=? AND kind='joining' AND deleted=0 AND json_extract(body, '$.space')=? ORDER BY id`, []any{own, space},
		func(scan func(...any) error) error {
			rec := campus.Record{Space: own, Kind: "joining"}
			if err := scan(&rec.ID, (*[]byte)(&rec.Body)); err != nil {
				return err
			}
			if s := campus.As[campus.Joining](rec).State; s == "" || s == campus.JoinWaiting {
				out = append(out, rec)
			}
			return nil
		})
	return out, err
}

// taken notes that somebody who asked to join was made a member, however that was done.
func (t *taker) taken(space, person campus.ID) error {
	rec, found := t.record(space, campus.ApplicantID(space, person))
	if !found || campus.As[campus.Applicant](rec).State != campus.JoinWaiting {
		return nil
	}
	t.owed = true
	_, err := t.tx.Exec(`INSERT OR REPLACE INTO errands (what, space, id, at) VALUES (?,?,?,?)`, campus.ErrandAnswer, space, rec.ID, t.now)
	return err
}

// answer tells a person what became of the wish to join.
func (t *taker) answer(e errand) error {
	rec, found := t.record(e.space, e.id)
	if !found || rec.Kind != "applicant" {
		return nil
	}
	a := campus.As[campus.Applicant](rec)
	in, err := t.isIn(e.space, a.Person)
	if err != nil {
		return err
	}
	state, reason := campus.JoinRefused, a.Reason
	switch {
	case in:
		state, reason = campus.JoinJoined, ""
	case a.State != campus.JoinRefused:
		return nil
	}
	wishes, err := t.wishes(a.Person, e.space)
	if err != nil {
		return err
	}
	for _, w := range wishes {
		if err := t.reply(w, state, reason, ""); err != nil {
			return err
		}
	}
	if in && a.State == campus.JoinWaiting {
		a.State = campus.JoinAccepted
		return t.edit(rec, &a)
	}
	return nil
}
