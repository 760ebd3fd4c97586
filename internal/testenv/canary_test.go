package testenv_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
)

func make1(kind string, v campus.Value) campus.Change { return campus.Create(campus.NewID(), kind, v) }

// TestNothingSecretIsOnAStudentsDisk: what a person may not read does not reach the files
// of their copy, in whatever form the pages came.
func TestNothingSecretIsOnAStudentsDisk(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "teacher:rina", "dara", "minh")
	siti, minh := e.Device("siti"), e.Device("minh")
	class := newClass(e, siti, "dara", "minh")
	siti.Sync()
	minh.Sync()
	secrets := map[string]string{}
	secret := func(what string) string {
		secrets[what] = "Canary" + campus.NewPartID() + string(campus.NewID())[24:]
		return secrets[what]
	}
	staff := func(c campus.Change) campus.Change { return c.For(campus.StaffOnly) }
	quiz := campus.NewID()
	score := 4.0
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{
		staff(make1("lesson", &campus.Lesson{Title: secret("a lesson in the making"), Order: "n"})),
		staff(make1("assignment", &campus.Assignment{Title: secret("an assignment in the making"), Points: 3})),
		campus.Create(quiz, "quiz", &campus.Quiz{Title: "Test", Questions: []campus.Question{{ID: "a", Type: campus.ShortText, Text: "Open", Points: 1}}}),
		staff(campus.Create(campus.QuizKeyID(quiz, false), "quizkey", &campus.QuizKey{Of: quiz, Keys: map[string]campus.KeyItem{"a": {Accept: []string{secret("the key of a quiz")}}}})),
		staff(campus.Create(campus.MarkID(quiz, e.People["dara"]), "mark", &campus.Mark{Assignment: quiz, Student: e.People["dara"], Score: &score, Comment: secret("a mark that was not returned")})),
		campus.Create(campus.MarkID(quiz, e.People["minh"]), "mark", &campus.Mark{Assignment: quiz, Student: e.People["minh"], Score: &score, Comment: secret("another's mark")}).For(campus.Audience(e.People["minh"])),
		staff(make1("joincode", &campus.JoinCode{Code: campus.NewCode()})),
	}})
	codes, err := siti.Records(context.Background(), campus.Query{Space: class, Kind: "joincode"})
	if err != nil || len(codes) != 1 {
		t.Fatal(codes, err)
	}
	secrets["a join code"] = campus.As[campus.JoinCode](codes[0]).Code
	siti.Sync()
	minh.Sync()

	minh.Do(campus.HandIn(class, minh.Me(), quiz, secret("what another handed in"), []campus.Document{{Name: secret("a file that another handed in") + ".pdf", Size: 3, Manifest: hash()}}))
	minh.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Finish(minh.Me(), campus.Answers{Of: quiz, Number: 1,
		Answers: map[string]campus.Answer{"a": {Text: secret("what another answered")}}})}})
	form := campus.Document{Name: secret("a form that another handed in") + ".pdf", Size: 3, Manifest: hash(), Form: quiz}
	minh.Do(campus.Action{Space: e.School, Changes: []campus.Change{campus.HandInForm(form, minh.Me())}})
	practice := campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{
		staff(campus.Create(practice, "quiz", &campus.Quiz{Title: secret("a practice in the making"), Practice: true})),
		staff(campus.Create(campus.QuizKeyID(practice, true), "quizkey", &campus.QuizKey{Of: practice, Practice: true,
			Keys: map[string]campus.KeyItem{"a": {Feedback: secret("the key of a practice in the making")}}})),
	}})
	siti.Do(campus.Action{Space: e.School, Changes: []campus.Change{staff(make1("article", &campus.Article{Title: secret("news in the making"), Text: "x"}))}})
	closed := campus.NewGroup(siti.Me(), campus.Group{Name: "Dryers for some", Entry: campus.EntryClosed})
	siti.Do(closed)
	siti.Sync()
	minh.Do(campus.Ask(minh.Me(), closed.Space, secret("a wish to join")))
	said := campus.Say(class, class, "Hello")
	siti.Do(said)
	siti.Sync()
	minh.Sync()
	report, _ := campus.ReportTo(minh.Me(), minh.Get(said.Changes[0].Record), campus.Record{}, campus.ReasonSpam, secret("a report"))
	minh.Do(campus.Action{Space: class, Changes: []campus.Change{report}})
	device := secret("where another reads")
	minh.Do(campus.Action{Space: campus.PersonalSpace(minh.Me()), Changes: []campus.Change{
		campus.Create(campus.DraftID("d1", class, class), "draft", &campus.Draft{Device: "d1", In: class, Of: class, Rev: 1, Text: secret("another's draft")}),
		campus.Create(campus.PlaceID(device, class, class), "place", &campus.Place{Device: device, In: class, Of: class, Page: 3}),
		make1("annotation", &campus.Annotation{In: class, Of: class, Manifest: hash(), Page: 3, Quote: secret("words that another marked"), Text: secret("another's note on a page")}),
		make1("savedsearch", &campus.SavedSearch{Section: "collaborate", Name: secret("another's saved search")}),
	}})
	minh.Do(campus.Action{Space: e.Commons, Changes: []campus.Change{
		campus.Create(campus.ContactID(minh.Me()), "contact", &campus.Contact{Person: minh.Me(), Line: secret("how the secretariat reaches another")}).For(campus.Audience(minh.Me()))}})
	talk := campus.NewTalk(siti.Me(), secret("a private conversation's title"), minh.Me())
	siti.Do(talk)
	siti.Do(campus.Say(talk.Space, talk.Space, secret("a private conversation")))
	group := campus.NewGroup(siti.Me(), campus.Group{Name: "Dryers"})
	siti.Do(group)
	siti.Do(campus.Action{Space: group.Space, Changes: []campus.Change{make1("page", &campus.Page{Title: secret("a page of another group")})}})
	hidden := campus.Say(class, class, secret("what the staff have hidden"))
	minh.Do(hidden)
	gone := campus.Say(class, class, secret("what was removed"))
	minh.Do(gone)
	for range 2 {
		minh.Sync()
		siti.Sync()
	}
	siti.Do(campus.Hide(siti.Get(hidden.Changes[0].Record), campus.ReasonSpam, ""))
	minh.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Remove(minh.Get(gone.Changes[0].Record))}})
	for range 2 {
		minh.Sync()
		siti.Sync()
	}

	// What is for dara arrives, so that a copy with nothing in it does not pass.
	open := "Canary" + string(campus.NewID())
	siti.Do(campus.Say(class, class, open))
	siti.Sync()
	dara := e.Device("dara")
	dara.Sync()
	dir := dara.Dir
	if err := dara.Close(); err != nil {
		t.Fatal(err)
	}
	var all []byte
	err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		all = append(all, b...)
		return err
	})
	if err != nil || !bytes.Contains(all, []byte(open)) {
		t.Fatalf("%d bytes hold nothing of what is for everybody: %v", len(all), err)
	}
	for what, canary := range secrets {
		if !holds(t, siti, canary) && !holds(t, minh, canary) {
			t.Errorf("%s is nowhere: nothing is proven by its not being here", what)
		}
		if bytes.Contains(all, []byte(canary)) {
			t.Errorf("%s is on a student's disk", what)
		}
	}
}
