package quiz

import "rantau/campus"

// What a test or a picture does in place of a pointer.

// Begin begins an attempt of the quiz that is open, or goes on with one.
func (l *List) Begin() {
	n, _ := l.look.next(l.page.id, l.env.Replica.Me())
	l.begin(l.page.record(), n)
}

// Review shows the last attempt of somebody.
func (l *List) Review(student campus.ID) {
	tries, _ := l.look.tries(l.page.id, student)
	l.review(l.page.record(), tries[len(tries)-1])
}

// Tab opens a tab of the quiz that is open: its questions, results, statistics.
func (l *List) Tab(i int) { l.page.tabs.Select(i) }

// EditQuestion opens the form of a question.
func (l *List) EditQuestion(i int) { l.page.questions.edit(i) }

// WriteQuestion opens the form of a new question.
func (l *List) WriteQuestion(t campus.QuestionType) { l.page.questions.write(t) }

// Settings opens the form of the quiz that is open.
func (l *List) Settings() { l.settings(l.page.record()) }

// ShowWork shows what a student made of the quiz that is open.
func (l *List) ShowWork(student campus.ID) { l.page.choose(student) }

// MarkWork opens the form that marks it.
func (l *List) MarkWork(student campus.ID) { l.page.markForm(l.page.record(), l.page.quiz(), student) }

// Bank opens the bank of questions.
func (l *List) Bank() { l.openBank() }
