package mupdf

import (
	"testing"

	"github.com/gen2brain/go-fitz"
)

// What more.h declares is of one version of MuPDF. With another one it has to be compared
// first: a field that moved is read from another place.
func TestVersion(t *testing.T) {
	if fitz.FzVersion != "1.24.9" {
		t.Errorf("go-fitz brings MuPDF %s: compare more.h with its header files", fitz.FzVersion)
	}
}
