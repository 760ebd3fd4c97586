package testenv_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// kindCase is what the conformance test has to know of a kind: a good body, an
// edit, where it lives, and who may make it there.
type kindCase struct {
	body, edit string
	in         campus.SpaceType
	by         string // siti (owner), dara (member), or "" for the server alone
	denied     string // who may not make or edit it, though a member; "" if every member may
	private    bool   // for dara and the staff
	staff      bool   // for the staff alone
}

var kindCases = map[string]kindCase{
	"commons":     {body: `{"name":"Commons"}`, edit: `{"name":"The commons"}`, in: campus.InCommons, by: "", denied: "dara"},
	"institution": {body: `{"name":"Trat"}`, edit: `{"about":"Fruit"}`, in: campus.InInstitution, by: "", denied: "dara"},
	"college":     {body: `{"country":"TH","institution":"SPACE","name":"Trat"}`, edit: `{"city":"Trat"}`, in: campus.InCommons, by: "", denied: "dara"},
	"personal":    {body: `{"owner":"ME"}`, edit: `{"title":"x"}`, in: campus.InPersonal, by: ""},
	"group":       {body: `{"name":"Solar dryers"}`, edit: `{"about":"bananas"}`, in: campus.InGroup, by: "siti", denied: "dara"},
	"class":       {body: `{"title":"Soil"}`, edit: `{"about":"sensors"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"talk":        {body: `{}`, edit: `{"title":"Us"}`, in: campus.InTalk, by: "siti", denied: "dara"},
	"membership":  {body: `{"person":"MINH","role":"member"}`, edit: `{"role":"none"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"person":      {body: `{"name":"Ghost"}`, edit: `{"about":"boo"}`, in: campus.InCommons, by: "", denied: "dara"},
	"topic":       {body: `{"text":"Who grows rice?","title":"Rice"}`, edit: `{"text":"Who grows it?"}`, in: campus.InCommons, by: "dara"},
	"post":        {body: `{"text":"I do","topic":"SPACE"}`, edit: `{"text":"We do"}`, in: campus.InClass, by: "dara"},
	"article":     {body: `{"text":"It begins","title":"Batch 9"}`, edit: `{"title":"Batch 10"}`, in: campus.InInstitution, by: "siti", denied: "dara"},
	"lesson":      {body: `{"order":"n","text":"# One","title":"One"}`, edit: `{"text":"# Two"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"unit":        {body: `{"order":"n","title":"Water"}`, edit: `{"about":"The first week"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"session":     {body: `{"end":1795003600000,"start":1795000000000,"title":"Meeting"}`, edit: `{"cancelled":true}`, in: campus.InClass, by: "siti", denied: "dara"},
	"attendance":  {body: `{"of":"SPACE","state":"present","student":"DARA"}`, edit: `{"minutes":45}`, in: campus.InClass, by: "siti", denied: "dara", private: true},
	"lessonread":  {body: `{"done":true,"of":"SPACE","student":"DARA"}`, edit: `{"done":false}`, in: campus.InClass, by: "dara", private: true},
	"assignment":  {body: `{"points":10,"title":"Draw a field"}`, edit: `{"text":"With its corners"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"submission":  {body: `{"assignment":"SPACE","text":"Here"}`, edit: `{"unknown":1}`, in: campus.InClass, by: "dara", private: true},
	"receipt":     {body: `{"student":"DARA","submission":"SPACE"}`, edit: `{"unknown":1}`, in: campus.InClass, by: "siti", denied: "dara", private: true},
	"mark":        {body: `{"assignment":"SPACE","score":7,"student":"DARA"}`, edit: `{"comment":"Good"}`, in: campus.InClass, by: "siti", denied: "dara", private: true},
	"joining":     {body: `{"code":"BCDF2345"}`, edit: `{"unknown":1}`, in: campus.InPersonal, by: "siti"},
	"joincode":    {body: `{"code":"BCDF2345"}`, edit: `{"off":true}`, in: campus.InClass, by: "siti", denied: "dara", staff: true},
	"applicant":   {body: `{"person":"MINH","state":"waiting"}`, edit: `{"state":"refused"}`, in: campus.InGroup, by: "", denied: "dara", staff: true},
	"listing":     {body: `{"entry":"open","name":"Solar dryers","space":"SPACE"}`, edit: `{"name":"Ours"}`, in: campus.InCommons, by: "", denied: "dara"},
	"task":        {body: `{"order":"n","state":"todo","title":"Buy wood"}`, edit: `{"state":"done"}`, in: campus.InGroup, by: "dara"},
	"page":        {body: `{"text":"# Plan","title":"Plan"}`, edit: `{"title":"Our plan"}`, in: campus.InGroup, by: "dara"},
	"quiz":        {body: `{"title":"Soil"}`, edit: `{"minutes":20}`, in: campus.InClass, by: "siti", denied: "dara"},
	"quizkey":     {body: `{"of":"SPACE","practice":true}`, edit: `{"keys":{"a":{"number":2}}}`, in: campus.InClass, by: "siti", denied: "dara"},
	"attempt":     {body: `{"number":1,"of":"SPACE"}`, edit: `{"unknown":1}`, in: campus.InClass, by: "dara", private: true},
	"answers":     {body: `{"answers":{"a":{"text":"2"}},"number":1,"of":"SPACE"}`, edit: `{"unknown":1}`, in: campus.InClass, by: "dara", private: true},
	"question":    {body: `{"key":{"number":2},"question":{"id":"a","points":1,"text":"1 + 1","type":"numeric"}}`, edit: `{"category":"Sums"}`, in: campus.InPersonal, by: "siti"},
	"readmark":    {body: `{"in":"SPACE","of":"SPACE","upto":5}`, edit: `{"upto":7}`, in: campus.InPersonal, by: "siti"},
	"request":     {body: `{"state":"open","text":"Two weeks","title":"Partners"}`, edit: `{"state":"closed"}`, in: campus.InCommons, by: "siti", denied: "dara"},
	"folder":      {body: `{"name":"Forms 2027"}`, edit: `{"name":"Forms 2028"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"document":    {body: `{"manifest":"` + strings.Repeat("ab", 32) + `","name":"slides.pdf","size":3}`, edit: `{"about":"for Monday"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"follow":      {body: `{"in":"SPACE","level":"follow","of":"SPACE"}`, edit: `{"level":"mute"}`, in: campus.InPersonal, by: "siti"},
	"report":      {body: `{"of":"SPACE","reason":"spam","state":"open"}`, edit: `{"words":"again"}`, in: campus.InClass, by: "dara", private: true},
	"ruling":      {body: `{"act":"show","of":"SAID"}`, edit: `{"unknown":1}`, in: campus.InClass, by: "siti", denied: "dara"},
	"reaction":    {body: `{"emoji":"🎉","of":"MINH","turns":1}`, edit: `{"turns":2}`, in: campus.InTalk, by: "dara"},
	"draft":       {body: `{"device":"d1","in":"SPACE","of":"SPACE","rev":1,"text":"I thi"}`, edit: `{"seen":1}`, in: campus.InPersonal, by: "siti"},
	"place":       {body: `{"device":"d1","in":"SPACE","of":"SPACE","page":17}`, edit: `{"page":18}`, in: campus.InPersonal, by: "siti"},
	"annotation":  {body: `{"in":"SPACE","manifest":"` + strings.Repeat("ab", 32) + `","of":"DOCUMENT","page":17,"text":"Ask Rina"}`, edit: `{"text":"Ask Rina and Budi"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"answer":      {body: `{"of":"REQUEST","text":"We can"}`, edit: `{"text":"We can, in May"}`, in: campus.InCommons, by: "dara"},
	"contact":     {body: `{"email":"me@example.org","person":"DARA"}`, edit: `{"phone":"+62 1"}`, in: campus.InCommons, by: "dara"},
	"savedsearch": {body: `{"filters":{"country":"TH"},"name":"Thai partners","section":"collaborate"}`, edit: `{"name":"Partners","seen":7}`, in: campus.InPersonal, by: "siti"},
}

// TestConformance ranges over all kinds: a new one has to behave like the others
// in the local copy, on the wire and on the server.
func TestConformance(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	for _, k := range campus.Kinds {
		c, known := kindCases[k.Name]
		if !known {
			t.Errorf("the kind %s has no case here", k.Name)
			continue
		}
		t.Run(k.Name, func(t *testing.T) {
			e := testenv.New(t, false, "teacher:siti", "dara", "minh")
			conform(t, e, k, c)
		})
	}
}

func conform(t *testing.T, e *testenv.Env, k campus.Kind, c kindCase) {
	ctx := context.Background()
	siti, two, dara := e.Device("siti"), e.Device("siti"), e.Device("dara")
	zero, err := k.Decode(nil)
	if err != nil {
		t.Fatal(err)
	}
	if k.Name != "talk" && zero.Validate() == nil {
		t.Error("the zero value is valid")
	}
	if !k.LivesIn(c.in) {
		t.Fatalf("it does not live in a %s", c.in)
	}
	space := spaceOf(e, siti, dara, c.in)
	id := campus.NewID()
	if k.Root {
		id = space
	}
	request := ""
	if k.Name == "answer" {
		asked := campus.NewRequest(e.Commons, campus.Request{Title: "Partners", Text: "Two weeks"})
		siti.Do(asked)
		siti.Sync()
		dara.Sync()
		request = string(asked.Changes[0].Record)
	}
	document := ""
	if k.Name == "annotation" {
		on := campus.Create(campus.NewID(), "document", &campus.Document{Name: "slides.pdf", Size: 3, Manifest: strings.Repeat("ab", 32)})
		siti.Do(campus.Action{Space: space, Changes: []campus.Change{on}})
		siti.Sync()
		dara.Sync()
		document = string(on.Record)
	}
	body := strings.NewReplacer("REQUEST", request, "DOCUMENT", document, "ME", string(siti.Me()), "MINH", string(e.People["minh"]), "SPACE", string(space), "DARA", string(dara.Me()), "SAID", string(said(e, siti, space, k.Name))).Replace(c.body)
	switch k.Name {
	case "membership":
		id = campus.MembershipID(space, e.People["minh"])
	case "applicant":
		id = campus.ApplicantID(space, e.People["minh"])
	case "listing":
		id = campus.ListingID(space)
	case "answer":
		id = campus.AnswerID(campus.ID(request), dara.Me())
	case "contact":
		id = campus.ContactID(dara.Me())
	case "readmark":
		id = campus.ReadMarkID(space, space)
	case "report":
		id = campus.ReportID(space, dara.Me())
	case "follow":
		id = campus.FollowID(space, space)
	case "reaction":
		id = campus.ReactionID(e.People["minh"], dara.Me(), "🎉")
	case "draft":
		id = campus.DraftID("d1", space, space)
	case "place":
		id = campus.PlaceID("d1", space, space)
	case "receipt":
		id = campus.ReceiptID(space)
	case "attendance":
		id = campus.AttendanceID(space, dara.Me())
	case "lessonread":
		id = campus.LessonReadID(space, dara.Me())
	case "quizkey":
		id = campus.QuizKeyID(space, true)
	case "attempt":
		id = campus.AttemptID(space, dara.Me(), 1)
	case "mark":
		id = campus.MarkID(space, dara.Me())
	}
	fields, err := campus.Body(body).Fields()
	if err != nil {
		t.Fatal(err)
	}
	fields["from_tomorrow"] = json.RawMessage(`{"a":[1.50,"<&>"]}`)
	made := campus.Action{Space: space, Changes: []campus.Change{{Record: id, Kind: k.Name, New: true, Set: fields}}}
	if c.private {
		made.Changes[0] = made.Changes[0].For(campus.Audience(dara.Me()))
	}
	if c.staff {
		made.Changes[0] = made.Changes[0].For(campus.StaffOnly)
	}

	// Who may not, is told so by the copy and, past it, by the server.
	if c.denied != "" && !k.Root {
		d := map[string]*testenv.Device{"dara": dara, "siti": siti}[c.denied]
		refuses(t, d, made)
	}
	outsider := e.Device("minh")
	if c.in != campus.InCommons && c.in != campus.InInstitution {
		refuses(t, outsider, made)
	}

	author := siti
	if c.by == "dara" {
		author = dara
	}
	switch {
	case k.Root: // spaceOf has made it
	case c.by == "":
		refuses(t, siti, made)
		if err := e.Server.Import(ctx, server.Import{Action: made}); err != nil {
			t.Fatal(err)
		}
	default:
		author.Do(made)
	}
	for range 2 {
		for _, d := range []*testenv.Device{author, siti, two, dara} {
			d.Sync()
		}
	}
	agree(t, id, siti, two, dara)
	if got := string(author.Get(id).Body); !k.Root && !strings.Contains(got, `"from_tomorrow":{"a":[1.50,"<&>"]}`) {
		t.Errorf("the unknown field became %s", got)
	}
	if c.denied != "" && !c.staff {
		refuses(t, dara, campus.Action{Space: space, Changes: []campus.Change{edit(t, dara.Get(id), c.edit)}})
	}
	if c.staff && dara.Has(id) {
		t.Error("a member has what is for the staff")
	}
	if c.by != "" {
		author.Do(campus.Action{Space: space, Changes: []campus.Change{edit(t, author.Get(id), c.edit)}})
		for range 2 {
			for _, d := range []*testenv.Device{author, siti, two, dara} {
				d.Sync()
			}
		}
		agree(t, id, siti, two, dara)
		if r := author.Get(id); r.Waiting || string(campus.NewBody(merged(t, r.Body, c.edit))) != string(r.Body) {
			t.Errorf("after the edit: %s", r.Body)
		}
	}
}

// said is a post that something can be ruled on.
func said(e *testenv.Env, d *testenv.Device, space campus.ID, kind string) campus.ID {
	if kind != "ruling" {
		return ""
	}
	a := campus.Say(space, space, "Hello")
	d.Do(a)
	d.Sync()
	return a.Changes[0].Record
}

func merged(t *testing.T, b campus.Body, edit string) map[string]json.RawMessage {
	t.Helper()
	f, err := b.Fields()
	if err != nil {
		t.Fatal(err)
	}
	e, err := campus.Body(edit).Fields()
	if err != nil {
		t.Fatal(err)
	}
	for name, v := range e {
		f[name] = v
	}
	return f
}

func edit(t *testing.T, r campus.Record, set string) campus.Change {
	t.Helper()
	f, err := campus.Body(set).Fields()
	if err != nil {
		t.Fatal(err)
	}
	now, err := r.Body.Fields()
	if err != nil {
		t.Fatal(err)
	}
	c := campus.Change{Record: r.ID, Kind: r.Kind, Set: f, Base: map[string]string{}}
	for name := range f {
		if h := campus.HashValue(now[name]); h != "" {
			c.Base[name] = h
		}
	}
	return c
}

// refuses checks that an action is refused by the copy, and by the server when it
// is forged past it.
func refuses(t *testing.T, d *testenv.Device, a campus.Action) {
	t.Helper()
	if err := d.Save(context.Background(), a); campus.CodeOf(err) != campus.Forbidden {
		t.Errorf("%s saves it: %v", d.Name, err)
	}
	forger := d.Env.Device(d.Name[:strings.IndexByte(d.Name, '-')])
	set := forger.Forge(a.Space, a.Changes...)
	items, err := forger.Send(set)
	o := testenv.Outcome(items, set)
	told := o.State == campus.Refused && o.Code == campus.Forbidden
	if stranger := strings.HasPrefix(d.Name, "minh"); stranger { // is not told that there is such a space
		told = told || o.State == campus.Later && o.Code == campus.Unknown
	}
	if err != nil || !told {
		t.Errorf("%s forges it: %+v %v", d.Name, o, err)
	}
}

func agree(t *testing.T, id campus.ID, devices ...*testenv.Device) {
	t.Helper()
	first := ""
	for _, d := range devices {
		r, err := d.Record(context.Background(), id)
		if err != nil {
			if r.Space == "" && strings.HasPrefix(d.Name, "dara") {
				continue // may not be a member of this one
			}
			t.Errorf("%s: %v", d.Name, err)
			continue
		}
		r.Space = ""
		now, _ := protocol.Marshal(r)
		if first == "" {
			first = string(now)
		} else if string(now) != first {
			t.Errorf("%s has\n%s, another\n%s", d.Name, now, first)
		}
	}
}

// spaceOf gives a space of a type in which siti is the owner, dara a member and
// minh nobody, as far as the type allows.
func spaceOf(e *testenv.Env, siti, dara *testenv.Device, in campus.SpaceType) campus.ID {
	var a campus.Action
	switch in {
	case campus.InCommons:
		return e.Commons
	case campus.InInstitution:
		return e.School
	case campus.InPersonal:
		siti.Sync()
		return campus.PersonalSpace(siti.Me())
	case campus.InGroup:
		a = campus.NewGroup(siti.Me(), campus.Group{Name: "Solar dryers"})
	case campus.InClass:
		a = campus.NewClass(siti.Me(), campus.Course{Title: "Soil"})
	case campus.InTalk:
		a = campus.NewTalk(siti.Me(), "")
	}
	a.Changes = append(a.Changes, campus.Join(a.Space, dara.Me(), campus.Member))
	siti.Do(a)
	siti.Sync()
	dara.Sync()
	return a.Space
}
