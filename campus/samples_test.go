package campus

import (
	"encoding/json"
	"slices"
	"testing"
)

const (
	me     ID = "01900000-0000-7000-8000-000000000001"
	other  ID = "01900000-0000-7000-8000-000000000002"
	place  ID = "01900000-0000-7000-8000-000000000003"
	record ID = "01900000-0000-7000-8000-000000000004"
	hash64    = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
)

// samples holds a good body of every kind, and what an edit may change.
var samples = map[string]struct{ body, edit string }{
	"commons":     {`{"name":"Commons"}`, `{"name":"The commons"}`},
	"institution": {`{"name":"Trat Technical College"}`, `{"about":"by the sea"}`},
	"college":     {`{"country":"TH","institution":"` + string(place) + `","name":"Trat Technical College"}`, `{"city":"Trat"}`},
	"group":       {`{"name":"Solar dryers"}`, `{"about":"drying bananas"}`},
	"class":       {`{"title":"Soil and sensors"}`, `{"about":"from the first day"}`},
	"talk":        {`{}`, `{"title":"Us"}`},
	"personal":    {`{"owner":"` + string(me) + `"}`, `{"unknown":1}`},
	"membership":  {`{"person":"` + string(other) + `","role":"member"}`, `{"role":"none"}`},
	"person":      {`{"name":"Dara"}`, `{"about":"I like bread"}`},
	"topic":       {`{"text":"Who grows rice?","title":"Rice"}`, `{"text":"Who grows rice here?"}`},
	"post":        {`{"text":"I do","topic":"` + string(place) + `"}`, `{"text":"We do"}`},
	"article":     {`{"text":"It begins","title":"Batch 9"}`, `{"title":"Batch 10"}`},
	"lesson":      {`{"order":"n","text":"# One","title":"One"}`, `{"text":"# Two"}`},
	"unit":        {`{"order":"n","title":"Water"}`, `{"about":"The first week"}`},
	"session":     {`{"end":1795003600000,"link":"https://meet.example.org/soil","start":1795000000000,"title":"Meeting"}`, `{"cancelled":true}`},
	"attendance":  {`{"of":"` + string(place) + `","state":"present","student":"` + string(other) + `"}`, `{"minutes":45}`},
	"lessonread":  {`{"done":true,"of":"` + string(place) + `","student":"` + string(me) + `"}`, `{"done":false}`},
	"assignment":  {`{"points":10,"title":"A field"}`, `{"text":"Draw it"}`},
	"submission":  {`{"assignment":"` + string(place) + `","text":"Here it is"}`, `{"unknown":1}`},
	"receipt":     {`{"student":"` + string(other) + `","submission":"` + string(place) + `"}`, `{"unknown":1}`},
	"mark":        {`{"assignment":"` + string(place) + `","score":7,"student":"` + string(other) + `"}`, `{"comment":"Good"}`},
	"joining":     {`{"code":"BCDF2345"}`, `{"unknown":1}`},
	"joincode":    {`{"code":"BCDF2345"}`, `{"off":true}`},
	"applicant":   {`{"person":"` + string(other) + `","state":"waiting"}`, `{"reason":"next term"}`},
	"listing":     {`{"entry":"open","name":"Solar dryers","space":"` + string(place) + `"}`, `{"about":"drying bananas"}`},
	"task":        {`{"order":"n","state":"todo","title":"Buy wood"}`, `{"state":"done"}`},
	"page":        {`{"text":"# Plan","title":"Plan"}`, `{"text":"# Our plan"}`},
	"quiz":        {`{"title":"Soil"}`, `{"minutes":20}`},
	"quizkey":     {`{"of":"` + string(place) + `"}`, `{"keys":{"a":{"number":2}}}`},
	"attempt":     {`{"number":1,"of":"` + string(place) + `"}`, `{"unknown":1}`},
	"answers":     {`{"answers":{"a":{"text":"2"}},"number":1,"of":"` + string(place) + `"}`, `{"unknown":1}`},
	"question":    {`{"key":{"number":2},"question":{"id":"a","points":1,"text":"1 + 1","type":"numeric"}}`, `{"category":"Sums"}`},
	"readmark":    {`{"in":"` + string(place) + `","of":"` + string(place) + `","upto":1795000000000}`, `{"upto":1795000000001}`},
	"follow":      {`{"in":"` + string(place) + `","level":"follow","of":"` + string(place) + `"}`, `{"level":"mute"}`},
	"report":      {`{"of":"` + string(place) + `","reason":"spam","state":"open"}`, `{"words":"It is the third today"}`},
	"ruling":      {`{"act":"hide","of":"` + string(place) + `","reason":"spam"}`, `{"unknown":1}`},
	"reaction":    {`{"emoji":"👍","of":"` + string(place) + `","turns":1}`, `{"turns":2}`},
	"place":       {`{"device":"d1","in":"` + string(place) + `","of":"` + string(place) + `","page":17,"part":300}`, `{"page":18}`},
	"annotation":  {`{"in":"` + string(place) + `","manifest":"` + hash64 + `","of":"` + string(place) + `","page":17,"part":300,"quote":"the receiving institution","text":"Ask Rina"}`, `{"text":"Ask Rina and Budi"}`},
	"draft":       {`{"device":"d1","in":"` + string(place) + `","of":"` + string(place) + `","rev":1,"text":"I thi"}`, `{"seen":1}`},
	"request":     {`{"state":"open","text":"For two weeks","title":"Partners"}`, `{"state":"closed"}`},
	"answer":      {`{"of":"` + string(place) + `","text":"We can"}`, `{"text":"We can, in May"}`},
	"contact":     {`{"email":"me@example.org","person":"` + string(me) + `"}`, `{"phone":"+62 1"}`},
	"savedsearch": {`{"filters":{"country":"TH"},"name":"Thai partners","section":"collaborate"}`, `{"name":"Partners"}`},
	"document":    {`{"manifest":"` + hash64 + `","name":"slides.pdf","size":3}`, `{"about":"for Monday"}`},
	"folder":      {`{"name":"Forms 2027"}`, `{"name":"Forms 2028"}`},
}

func kindOrFail(t testing.TB, name string) Kind {
	t.Helper()
	k, ok := KindNamed(name)
	if !ok {
		t.Fatalf("there is no kind %q", name)
	}
	return k
}

func fieldsOf(t testing.TB, body string) map[string]json.RawMessage {
	t.Helper()
	f, err := Body(body).Fields()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestEveryKindIsThereOnce(t *testing.T) {
	for i, k := range Kinds {
		if slices.ContainsFunc(Kinds[:i], func(other Kind) bool { return other.Name == k.Name }) {
			t.Errorf("%s is twice in the list of kinds", k.Name)
		}
	}
}

func TestEveryKindHasASample(t *testing.T) {
	for _, k := range Kinds {
		s, ok := samples[k.Name]
		if !ok {
			t.Errorf("%s has no sample; add one to samples_test.go", k.Name)
			continue
		}
		v, err := k.Decode(Body(s.body))
		if err != nil {
			t.Fatal(k.Name, err)
		}
		if err := v.Validate(); err != nil {
			t.Errorf("the sample of a %s is refused: %v", k.Name, err)
		}
	}
}

func TestEveryKindIsListedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Kinds {
		if seen[k.Name] {
			t.Errorf("%s is listed twice", k.Name)
		}
		seen[k.Name] = true
	}
}
