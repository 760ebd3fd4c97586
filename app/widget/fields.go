package widget

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/campus"
)

// The names of fields, for who looks at records of any kind.
const (
	fieldTitle     lang.Text = "widget.fieldTitle"
	fieldName      lang.Text = "widget.fieldName"
	fieldText      lang.Text = "widget.fieldText"
	fieldQuote     lang.Text = "widget.fieldQuote"
	fieldAbout     lang.Text = "widget.fieldAbout"
	fieldArea      lang.Text = "widget.fieldArea"
	fieldCategory  lang.Text = "widget.fieldCategory"
	fieldCity      lang.Text = "widget.fieldCity"
	fieldLanguages lang.Text = "widget.fieldLanguages"
	fieldDeadline  lang.Text = "widget.fieldDeadline"
	yesWord        lang.Text = "widget.yesWord"
	fieldSend      lang.Text = "widget.fieldSend"
	fieldReceive   lang.Text = "widget.fieldReceive"
	fieldState     lang.Text = "widget.fieldState"
	fieldDue       lang.Text = "widget.fieldDue"
	fieldPoints    lang.Text = "widget.fieldPoints"
	fieldWeight    lang.Text = "widget.fieldWeight"
	fieldPublish   lang.Text = "widget.fieldPublish"
	fieldComment   lang.Text = "widget.fieldComment"
	fieldScore     lang.Text = "widget.fieldScore"
	fieldRubric    lang.Text = "widget.fieldRubric"
	fieldQuestions lang.Text = "widget.fieldQuestions"
	fieldWho       lang.Text = "widget.fieldWho"
	fieldRole      lang.Text = "widget.fieldRole"
	fieldStart     lang.Text = "widget.fieldStart"
	fieldEnd       lang.Text = "widget.fieldEnd"
	fieldLink      lang.Text = "widget.fieldLink"
	fieldMinutes   lang.Text = "widget.fieldMinutes"
	fieldTags      lang.Text = "widget.fieldTags"
	fieldLanguage  lang.Text = "widget.fieldLanguage"
	fieldURL       lang.Text = "widget.fieldURL"
	fieldSize      lang.Text = "widget.fieldSize"
	fieldOpens     lang.Text = "widget.fieldOpens"
	fieldCloses    lang.Text = "widget.fieldCloses"
	fieldCountries lang.Text = "widget.fieldCountries"
	fieldFrom      lang.Text = "widget.fieldFrom"
	fieldTo        lang.Text = "widget.fieldTo"
	fieldCancelled lang.Text = "widget.fieldCancelled"
	fieldEmail     lang.Text = "widget.fieldEmail"
	fieldPhone     lang.Text = "widget.fieldPhone"
	fieldLine      lang.Text = "widget.fieldLine"
)

// fieldNames are in the order in which a person looks at them.
var fieldNames = []struct {
	field string
	label lang.Text
}{
	{"title", fieldTitle},
	{"name", fieldName},
	{"text", fieldText},
	{"quote", fieldQuote},
	{"about", fieldAbout},
	{"area", fieldArea},
	{"category", fieldCategory},
	{"city", fieldCity},
	{"languages", fieldLanguages},
	{"deadline", fieldDeadline},
	{"send", fieldSend},
	{"receive", fieldReceive},
	{"state", fieldState},
	{"due", fieldDue},
	{"points", fieldPoints},
	{"weight", fieldWeight},
	{"publish", fieldPublish},
	{"comment", fieldComment},
	{"score", fieldScore},
	{"rubric", fieldRubric},
	{"questions", fieldQuestions},
	{"who", fieldWho},
	{"role", fieldRole},
	{"start", fieldStart},
	{"end", fieldEnd},
	{"link", fieldLink},
	{"minutes", fieldMinutes},
	{"tags", fieldTags},
	{"language", fieldLanguage},
	{"url", fieldURL},
	{"size", fieldSize},
	{"work", fieldRole},
	{"opens", fieldOpens},
	{"closes", fieldCloses},
	{"countries", fieldCountries},
	{"from", fieldFrom},
	{"to", fieldTo},
	{"cancelled", fieldCancelled},
	{"email", fieldEmail},
	{"phone", fieldPhone},
	{"line", fieldLine},
	{"reason", reasonField},
	{"words", wordsField},
}

// FieldsOf asks for all fields of a record that a person can read.
func FieldsOf(r campus.Record, people *ui.People) []Question {
	kind, _ := campus.KindNamed(r.Kind)
	var out []Question
	for _, f := range fieldNames {
		if !slices.Contains(slices.Collect(maps.Keys(kind.Fields)), f.field) {
			continue
		}
		q := Question{Field: f.field, Label: f.label.Say()}
		switch f.field {
		case "area", "category", "state", "work", "role", "reason":
			q.Say = term
		case "countries":
			q.Say = countryNames
		case "languages":
			q.Say = func(value json.RawMessage) string { return ui.LanguageNames(plain(value)) }
		case "cancelled":
			q.Say = yes
		case "due", "publish", "start", "end", "opens", "closes":
			q.Say = moment
		case "size":
			q.Say = bytesOf
		case "language":
			q.Say = func(value json.RawMessage) string { return ui.LanguageNames(plain(value)) }
		case "tags":
			q.Say = commas
		case "rubric":
			q.Say = rubricWords
		case "questions":
			q.Say = questionWords
		case "who":
			q.Say = func(value json.RawMessage) string { return peopleNames(value, people) }
		}
		out = append(out, q)
	}
	return out
}

// moment reads a time in ms since 1970.
func moment(value json.RawMessage) string {
	var at int64
	if json.Unmarshal(value, &at) != nil || at <= 0 {
		return ""
	}
	return ui.At(millis(at), time.Now())
}

// bytesOf reads the size of a file.
func bytesOf(value json.RawMessage) string {
	var n int64
	if json.Unmarshal(value, &n) != nil {
		return ""
	}
	return ui.Bytes(n)
}

// commas reads a list of words.
func commas(value json.RawMessage) string {
	var words []string
	_ = json.Unmarshal(value, &words)
	return strings.Join(words, ", ")
}

// term reads a word of the exchange.
func term(value json.RawMessage) string { return lang.Term(plain(value)) }

// yes reads what is so, or is not.
func yes(value json.RawMessage) string {
	if string(value) == "true" {
		return yesWord.Say()
	}
	return ""
}

// countryNames reads codes of countries.
func countryNames(value json.RawMessage) string {
	codes := strings.Fields(plain(value))
	for i, c := range codes {
		codes[i] = ui.Country(c)
	}
	return strings.Join(codes, ", ")
}
