// Package reader opens documents inside the window.
//
// Files come from strangers, so what they are made of is never looked at in
// this process: pages are drawn by MuPDF in a process of its own, the same
// program started as "render-worker" (worker.go), which may use only so much
// memory and time, is stopped when it takes longer, and has nothing but the file
// (package guard). Parent and worker speak in frames over the worker's standard input
// and output (frame.go). Nothing that the worker says is believed without a bound: not
// the number of pages, not the size of a page, not the length of an answer.
//
//	worker.go, draw.go    in the worker: MuPDF
//	process.go, engine.go in the program: who draws which page next
//	pages.go, leaf.go     the pages on the screen
//	question.go, sheet.go what is asked about a page: what is written on it, its links
//	seek.go, match.go     finding words; findrow.go the row in which they are typed
//	selection.go, mouse.go, caret.go  selecting and copying
//	follow.go, panel.go   links; contents and small pictures
//	screen.go, bar.go     the screen around them
package reader
