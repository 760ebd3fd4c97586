package training

import (
	"rantau/app/lang"
	"rantau/app/quiz"
	"rantau/app/widget"
	"rantau/campus"
)

const tabWork lang.Text = "training.tabWork"

// The parts of the tab Work.
const (
	assignmentsPart = iota
	quizzesPart
)

// workTab is what students are given to do: assignments, and quizzes. Beside each other
// with everything else of a class they were more tabs than a row has room for.
type workTab struct {
	page        *classPage
	assignments *assignmentList
	quizzes     *quiz.List
	parts       *widget.Tabs
	counts      [2]int
}

func newWorkTab(p *classPage, assignments *assignmentList, quizzes *quiz.List) *workTab {
	t := &workTab{page: p, assignments: assignments, quizzes: quizzes, parts: widget.NewTabs()}
	t.parts.Add(tabAssignments.Say(), assignments.content)
	t.parts.Add(tabQuizzes.Say(), quizzes.Content())
	return t
}

// count says how many there are of one part, and of all.
func (t *workTab) count(part, n int) {
	t.counts[part] = n
	word := tabAssignments
	if part == quizzesPart {
		word = tabQuizzes
	}
	t.parts.SetLabel(part, counted(word.Say(), n))
	t.page.label(workAt, tabWork.Say(), t.counts[0]+t.counts[1])
}

// make makes another of the part in front.
func (t *workTab) make() {
	if t.parts.Current() == quizzesPart {
		t.quizzes.New()
		return
	}
	t.page.screen.assignmentForm(campus.Record{}, nil)
}
