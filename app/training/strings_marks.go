package training

import "rantau/app/lang"

// What is said about marks.
const (
	gradebook      lang.Text = "training.gradebook"
	myMarksWord    lang.Text = "training.myMarksWord"
	exportWord     lang.Text = "training.exportWord"
	total          lang.Text = "training.total"
	totalSo        lang.Text = "training.totalSo"
	studentCount   lang.Text = "training.studentCount"
	cellToMark     lang.Text = "training.cellToMark"
	cellClock      lang.Text = "training.cellClock"
	legendReturned lang.Text = "training.legendReturned"
	exportXLSX     lang.Text = "training.exportXLSX"
	exportCSV      lang.Text = "training.exportCSV"
	exported       lang.Text = "training.exported"
	institution    lang.Text = "training.institution"
	lateCount      lang.Text = "training.lateCount"
	removedWork    lang.Text = "training.removedWork"
	legendHead     lang.Text = "training.legendHead"
)
