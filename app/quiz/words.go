package quiz

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"rantau/app/lang"
	"rantau/app/widget"
	"rantau/campus"
)

const (
	dot = " · "
)

func oneLine(s string) string { return strings.Join(strings.Fields(widget.Clean(s)), " ") }

// number writes points as people do: without zeros behind.
func number(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// clock writes a time that runs.
func clock(d time.Duration) string {
	s := int(max(0, d).Round(time.Second) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

var typeWords = map[campus.QuestionType]lang.Text{
	campus.SingleChoice: typeSingle, campus.MultipleChoice: typeMultiple, campus.TrueFalse: typeTrueFalse, campus.Matching: typeMatching,
	campus.Ordering: typeOrdering, campus.Numeric: typeNumeric, campus.ShortText: typeShort, campus.Essay: typeEssay,
}

// readNumber reads points; a comma does as a point does.
func readNumber(field, s string) (float64, error) {
	if s == "" {
		return 0, nil
	}
	if all := campus.ReadNumbers(s); len(all) > 0 {
		return all[0], nil
	}
	return 0, &campus.Error{Code: campus.Invalid, Field: field, Message: badNumber.Say(widget.Clean(s))}
}
