package sync

import (
	"testing"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/protocol"
)

// TestAskingAgainEnds: a line on which never a piece comes whole (a proxy that cuts what is
// long) is not asked for ever, for each try costs; and none is where the server has no bytes.
func TestAskingAgainEnds(t *testing.T) {
	blobs, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	f := NewFiles(nil, nil, blobs, t.TempDir())
	defer f.Stop()
	w := want{manifest: blob.Hash([]byte("x")), size: 10, onServer: true}
	n := 0
	for range 500 {
		if _, again := f.tried(w, 0, notHere(campus.Errorf(protocol.Unreachable, "cut"))); again {
			n++
		}
	}
	if n == 0 || n > 20 {
		t.Errorf("after 500 tries that brought nothing it asked %d times", n)
	}
	if _, again := f.tried(w, 0, campus.Errorf(campus.NotHere, "the server has no bytes")); again {
		t.Error("it asks the line for what the server does not have")
	}
	if _, again := f.tried(w, 0, nil); again || len(f.cuts) > 0 {
		t.Error("it asks for what came")
	}
}
