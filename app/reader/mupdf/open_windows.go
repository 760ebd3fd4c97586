package mupdf

import (
	"os"

	"github.com/gen2brain/go-fitz"
)

// Open opens the document in a file. MuPDF opens it once more by its name: nothing keeps it
// from that here.
func Open(f *os.File) (*fitz.Document, error) {
	defer f.Close()
	return fitz.New(f.Name())
}
