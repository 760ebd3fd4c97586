package widget

import (
	"encoding/json"
	"strconv"
	"strings"

	"rantau/app/ui"
	"rantau/campus"
)

// ScoresOf asks for the points of a mark, by the criteria of what was marked.
func ScoresOf(rubric []campus.Criterion) Question {
	return Question{Field: "scores", Label: fieldScore.Say(), Say: func(value json.RawMessage) string {
		var scores map[string]float64
		_ = json.Unmarshal(value, &scores) // nil is none
		var lines []string
		for _, c := range rubric {
			if s, has := scores[c.ID]; has {
				lines = append(lines, criterionName(c)+": "+points(s))
			}
		}
		return strings.Join(lines, "\n")
	}}
}

// QuestionsOf asks for the questions of a quiz.
func QuestionsOf() Question {
	return Question{Field: "questions", Label: fieldQuestions.Say(), Say: questionWords}
}

// RubricOf asks for the criteria of an assignment.
func RubricOf() Question {
	return Question{Field: "rubric", Label: fieldRubric.Say(), Say: rubricWords}
}

// rubricWords reads criteria: a line each, with the most that can be had.
func rubricWords(value json.RawMessage) string {
	var rubric []campus.Criterion
	_ = json.Unmarshal(value, &rubric)
	lines := make([]string, len(rubric))
	for i, c := range rubric {
		lines[i] = criterionName(c) + ": " + points(c.Points)
		if about := strings.TrimSpace(c.About); about != "" {
			lines[i] += "\n" + about
		}
	}
	return strings.Join(lines, "\n")
}

// questionWords reads the questions of a quiz, each with its choices.
func questionWords(value json.RawMessage) string {
	var all []campus.Question
	_ = json.Unmarshal(value, &all)
	var lines []string
	for i, q := range all {
		lines = append(lines, strconv.Itoa(i+1)+". "+q.Text)
		for _, c := range q.Choices {
			lines = append(lines, "– "+c.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// peopleNames reads IDs of people.
func peopleNames(value json.RawMessage, people *ui.People) string {
	var ids []campus.ID
	_ = json.Unmarshal(value, &ids)
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = people.Name(id)
	}
	return strings.Join(names, ", ")
}

func criterionName(c campus.Criterion) string {
	return strings.Join(strings.Fields(Clean(c.Name)), " ")
}

func points(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
