package blob

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"rantau/campus"
)

var (
	hashA = Hash([]byte("a"))
	hashB = Hash([]byte("b"))
)

func TestManifestHasOneForm(t *testing.T) {
	m := Manifest{Size: 70000, Pieces: []Piece{{hashA, 65000}, {hashB, 5000}}}
	want := `{"size":70000,"chunks":[["` + hashA + `",65000],["` + hashB + `",5000]]}`
	if got := string(m.Encode()); got != want {
		t.Fatalf("got %s\nwant %s", got, want)
	}
	back, err := ParseManifest([]byte(want))
	if err != nil || back.Size != m.Size || len(back.Pieces) != 2 || back.Pieces[1] != m.Pieces[1] {
		t.Fatalf("got %+v, %v", back, err)
	}
	if m.Hash() != Hash([]byte(want)) {
		t.Error("the name is not the hash of the bytes")
	}
	if empty, err := ParseManifest([]byte(`{"size":0,"chunks":[]}`)); err != nil || len(empty.Pieces) != 0 {
		t.Errorf("an empty file: %+v, %v", empty, err)
	}
}

func TestParseManifestRefuses(t *testing.T) {
	piece := `["` + hashA + `",5]`
	for name, text := range map[string]string{
		"nothing":         ``,
		"null":            `null`,
		"space":           `{"size":5, "chunks":[` + piece + `]}`,
		"line at the end": `{"size":5,"chunks":[` + piece + "]}\n",
		"other order":     `{"chunks":[` + piece + `],"size":5}`,
		"field added":     `{"size":5,"chunks":[` + piece + `],"x":1}`,
		"comma at end":    `{"size":5,"chunks":[` + piece + `,]}`,
		"comma at start":  `{"size":5,"chunks":[,` + piece + `]}`,
		"no comma":        `{"size":10,"chunks":[` + piece + piece + `]}`,
		"sum too small":   `{"size":4,"chunks":[` + piece + `]}`,
		"sum too large":   `{"size":6,"chunks":[` + piece + `]}`,
		"leading zero":    `{"size":05,"chunks":[` + piece + `]}`,
		"sign":            `{"size":-5,"chunks":[` + piece + `]}`,
		"fraction":        `{"size":5.0,"chunks":[` + piece + `]}`,
		"size overflows":  `{"size":18446744073709551621,"chunks":[` + piece + `]}`,
		"size missing":    `{"size":,"chunks":[]}`,
		"file too large":  `{"size":4294967297,"chunks":[]}`,
		"empty chunk":     `{"size":0,"chunks":[["` + hashA + `",0]]}`,
		"chunk too large": `{"size":262145,"chunks":[["` + hashA + `",262145]]}`,
		"upper-case hash": `{"size":5,"chunks":[["` + strings.ToUpper(hashA) + `",5]]}`,
		"short hash":      `{"size":5,"chunks":[["` + hashA[1:] + `",5]]}`,
		"cut":             `{"size":5,"chunks":[` + piece,
		"over the limit":  `{"size":5,"chunks":[` + strings.Repeat(" ", MaxManifest) + `]}`,
	} {
		_, err := ParseManifest([]byte(text))
		if code := campus.CodeOf(err); err == nil || code != campus.Invalid && code != campus.TooLarge {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func FuzzParseManifest(f *testing.F) {
	f.Add([]byte(`{"size":0,"chunks":[]}`))
	f.Add([]byte(`{"size":7,"chunks":[["` + hashA + `",5],["` + hashB + `",2]]}`))
	f.Add([]byte(`{"size":99999999999999999999,"chunks":[]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := ParseManifest(b)
		if err != nil {
			return
		}
		if !bytes.Equal(m.Encode(), b) {
			t.Fatalf("two forms of one manifest: %q", b)
		}
		if !json.Valid(b) {
			t.Fatalf("not JSON: %q", b)
		}
		var sum int64
		for _, p := range m.Pieces {
			if !ValidHash(p.Hash) || p.Size < 1 || p.Size > MaxChunk {
				t.Fatalf("accepted %+v", p)
			}
			sum += int64(p.Size)
		}
		if sum != m.Size || m.Size > campus.MaxFile {
			t.Fatalf("size %d, sum %d", m.Size, sum)
		}
	})
}
