package training

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rantau/campus"
)

func lessonsWith(orders ...string) []campus.Record {
	out := make([]campus.Record, len(orders))
	for i, o := range orders {
		id := campus.ID(fmt.Sprintf("01900000-0000-7000-8000-%012d", i))
		out[i] = campus.Record{ID: id, Kind: "lesson", Body: campus.NewBody(campus.Create(id, "lesson", &campus.Lesson{Title: fmt.Sprint(i), Order: o}).Set)}
	}
	return out
}

// titles are those of the lessons as the replica sorts them.
func titles(lessons []campus.Record) string {
	slices.SortStableFunc(lessons, func(a, b campus.Record) int { return strings.Compare(orderOf(a), orderOf(b)) })
	var s strings.Builder
	for _, r := range lessons {
		s.WriteString(campus.As[campus.Lesson](r).Title)
	}
	return s.String()
}

func TestALessonGoesOnePlace(t *testing.T) {
	for _, c := range []struct {
		orders []string
		i, by  int
		want   string
	}{
		{[]string{"b", "c", "d", "e"}, 0, -1, "0123"},
		{[]string{"b", "c", "d", "e"}, 3, 1, "0123"},
		{[]string{"b", "c", "d", "e"}, 0, 1, "1023"},
		{[]string{"b", "c", "d", "e"}, 2, -1, "0213"},
		{[]string{"b", "c", "d", "e"}, 3, -1, "0132"},
		{[]string{"b", "c", "d", "e"}, 1, -1, "1023"},
		{[]string{"b", "c", "d", "e"}, 2, 1, "0132"},
		{[]string{"b", "m", "m", "t"}, 3, -1, "0312"}, // past both: there is no room between
		{[]string{"b", "m", "m", "t"}, 0, 1, "1203"},
		{[]string{"b", "m", "m", "t"}, 2, -1, "0213"},
		{[]string{"b", "m", "m", "t"}, 1, 1, "0213"},
		{[]string{"", "b"}, 1, -1, "10"}, // nothing sorts before the first
		{[]string{"a", "b"}, 1, -1, "10"},
		{[]string{"m", "m", "m"}, 2, -1, "201"},
		{[]string{"A", "B", "Z"}, 2, -1, "021"}, // by another program
	} {
		lessons := lessonsWith(c.orders...)
		change, moves := moved(lessons, c.i, c.by)
		if moves {
			i := at(lessons, change.Record)
			lessons[i].Body, _ = campus.Overlay(lessons[i].Body, change)
			if len(change.Set) != 1 || change.Set["order"] == nil {
				t.Errorf("%v: it writes %v", c.orders, change.Set)
			}
		}
		if got := titles(lessons); got != c.want {
			t.Errorf("%v, lesson %d by %d: %s, want %s", c.orders, c.i, c.by, got, c.want)
		}
	}
}

// TestALessonGoesUpForEver: there is always room, and the keys stay short.
func TestALessonGoesUpForEver(t *testing.T) {
	lessons := lessonsWith("b", "c", "d")
	for range 400 {
		c, _ := moved(lessons, 2, -1)
		lessons[2].Body, _ = campus.Overlay(lessons[2].Body, c)
		if got := titles(lessons); len(got) != 3 {
			t.Fatal(got)
		}
		if n := len(orderOf(lessons[1])); n > campus.MaxLine {
			t.Fatalf("a key of %d letters", n)
		}
	}
}
