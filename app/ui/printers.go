package ui

import "context"

// Printers are those of the system. Both methods wait for other programs.
type Printers interface {
	// List tells where something may be printed, the usual printer first; none where
	// nothing prints. The error says why that is not known.
	List(ctx context.Context) ([]Printer, error)
	// Print hands a PDF over. When it gives nil the system has it, and the file may go.
	Print(ctx context.Context, p Print) error
}

// Printer is a place to print.
type Printer struct {
	Name string // "" for the one that the system chooses
	// Bare takes a file and nothing else: no pages, copies or sides are chosen for it.
	Bare bool
}

// Print is one thing to print.
type Print struct {
	Path     string // of a PDF
	Title    string // what the list of the printer calls it
	Printer  string
	From, To int  // pages, from 1; 0 for all
	Copies   int  // 1 to MaxCopies
	Both     bool // on both sides
}

// MaxCopies is for a class.
const MaxCopies = 100
