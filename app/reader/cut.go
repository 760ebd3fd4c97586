package reader

import (
	"bytes"
	"os"
)

// cutEdge is how far from its ends a PDF may begin and end: others put bytes around it.
const cutEdge = 2048

// cutShortFile tells of a PDF whose end is missing. MuPDF mends such a one, and shows empty
// pages for those that are gone.
func cutShortFile(f *os.File) bool {
	info, err := f.Stat()
	if err != nil {
		return false
	}
	edge := make([]byte, min(cutEdge, info.Size()))
	has := func(at int64, words ...string) bool {
		n, _ := f.ReadAt(edge, at) // what can't be read is not there
		for _, w := range words {
			if bytes.Contains(edge[:n], []byte(w)) {
				return true
			}
		}
		return false
	}
	return has(0, "%PDF-") && !has(info.Size()-int64(len(edge)), "startxref", "%%EOF")
}
