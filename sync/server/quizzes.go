package server

import (
	"encoding/json"

	"golang.org/x/text/unicode/norm"

	"rantau/campus"
)

// mark marks what came in for a quiz: of one student where the errand is of answers or
// of a mark, of all where the quiz or its key has changed. What comes out follows from
// what is there, so done twice it writes nothing the second time.
func (t *taker) mark(e errand) error {
	rec, found := t.record(e.space, e.id)
	if !found {
		return nil
	}
	var quiz, student campus.ID
	switch rec.Kind {
	case "answers":
		quiz, student = campus.As[campus.Answers](rec).Of, rec.Author
	case "mark":
		m := campus.As[campus.Mark](rec)
		quiz, student = m.Assignment, m.Student
	case "quizkey":
		quiz = campus.As[campus.QuizKey](rec).Of
	default:
		quiz = rec.ID
	}
	asked, found := t.record(e.space, quiz)
	if !found || asked.Kind != "quiz" || asked.Deleted || campus.As[campus.Quiz](asked).Practice {
		return nil
	}
	answers, err := t.answersTo(e.space, quiz, student)
	if err != nil {
		return err
	}
	key := t.keyOf(e.space, quiz)
	for who, all := range answers {
		if err := t.markOne(e.space, asked, key, who, all); err != nil {
			return err
		}
	}
	return nil
}

// answersTo reads what was handed in for a quiz, by its authors; student is "" for all.
func (t *taker) answersTo(space, quiz, student campus.ID) (map[campus.ID][]campus.Record, error) {
	out := map[campus.ID][]campus.Record{}
	kind, _ := campus.KindNamed("answers")
	query := `SELECT id, author, created, body FROM records WHERE space=? AND class=? AND kind='answers' AND deleted=0 AND json_extract(body, '$.of')=?`
	args := []any{space, kind.Class, quiz}
	if student != "" {
		query, args = query+` AND author=?`, append(args, student)
	}
	err := t.tx.Rows(query+` ORDER BY created, id`, args, func(scan func(...any) error) error {
		r := campus.Record{Space: space, Kind: "answers"}
		var created int64
		if err := scan(&r.ID, &r.Author, &created, (*[]byte)(&r.Body)); err != nil {
			return err
		}
		// What a stranger's program sent need not be in the form in which ours saves.
		r.Created, r.Body = ms(created), norm.NFC.Bytes(r.Body)
		out[r.Author] = append(out[r.Author], r)
		return nil
	})
	return out, err
}

func (t *taker) keyOf(space, quiz campus.ID) campus.QuizKey {
	r, found := t.record(space, campus.QuizKeyID(quiz, false))
	if !found || r.Deleted {
		return campus.QuizKey{}
	}
	r.Body = norm.NFC.Bytes(r.Body)
	return campus.As[campus.QuizKey](r)
}

// markOne writes one student's mark, where it is another than before.
func (t *taker) markOne(space campus.ID, quiz campus.Record, key campus.QuizKey, student campus.ID, answers []campus.Record) error {
	id := campus.MarkID(quiz.ID, student)
	was, found := t.record(space, id)
	if was.Deleted {
		return nil // a teacher took it away
	}
	if !found {
		was = campus.Record{}
	}
	m, to, ok := campus.MarkQuiz(quiz, key, student, answers, was)
	if !ok {
		return nil
	}
	if !found {
		return t.act(campus.Action{Space: space, Changes: []campus.Change{campus.Create(id, "mark", &m).For(to)}})
	}
	change, differs := campus.Edit(was, &m)
	if !differs && was.Audience == to {
		return nil
	}
	change.Record, change.Kind = id, "mark"
	var err error
	if change.Drop, err = t.overtaken(space, id); err != nil {
		return err
	}
	return t.act(campus.Action{Space: space, Changes: []campus.Change{change.For(to)}})
}

// overtaken lists the versions beside a mark that hold nothing but what follows from the
// answers and is worked out anew: nobody has to choose.
func (t *taker) overtaken(space, id campus.ID) (out []campus.ID, err error) {
	err = t.tx.Rows(`SELECT version, fields FROM versions WHERE space=? AND id=?`, []any{space, id}, func(scan func(...any) error) error {
		var v campus.ID
		var b []byte
		if err := scan(&v, &b); err != nil {
			return err
		}
		var fields map[string]json.RawMessage
		if json.Unmarshal(b, &fields) != nil {
			return nil
		}
		for _, name := range []string{"scores", "attempts", "submission"} {
			delete(fields, name)
		}
		if len(fields) == 0 {
			out = append(out, v)
		}
		return nil
	})
	return out, err
}
