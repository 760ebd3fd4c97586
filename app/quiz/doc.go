// Package quiz is the part of a class that asks questions: its list of quizzes, the pages
// on which they are answered, written and marked, and the teacher's bank of questions.
// The class page has it as a tab.
package quiz
