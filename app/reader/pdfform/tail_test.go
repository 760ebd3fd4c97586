package pdfform

import (
	"bytes"
	"strings"
	"testing"
)

func TestRanges(t *testing.T) {
	all := []object{{num: 3}, {num: 4}, {num: 7}, {num: 9}, {num: 10}}
	got := ranges(all)
	if len(got) != 3 || got[0] != [2]int{0, 2} || got[1] != [2]int{2, 3} || got[2] != [2]int{3, 5} {
		t.Error(got)
	}
	if ranges(nil) != nil {
		t.Error("of nothing")
	}
}

func TestNameOf(t *testing.T) {
	for in, want := range map[string]string{"Yes": "/Yes", "a b#(c)": "/a#20b#23#28c#29", "né": "/n#C3#A9", "": "/"} {
		if got := nameOf(in); got != want {
			t.Errorf("%q is %s, not %s", in, got, want)
		}
	}
}

func TestTail(t *testing.T) {
	all := []object{{4, 1, []byte("<</A 1>>")}, {9, 0, []byte("(x)")}}
	got := string(tail(Before{Size: 1000, Start: 900, Table: true}, "/Root 1 0 R", 9, all))
	for _, want := range []string{"\n4 1 obj\n<</A 1>>\nendobj\n", "4 1\n0000001001 00001 n \n9 1\n0000001025 00000 n \n", "/Size 10/Prev 900/Root 1 0 R", "startxref\n1044\n%%EOF\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	got = string(tail(Before{Size: 1000, Start: 900}, "/Root 1 0 R", 9, all))
	if !strings.Contains(got, "10 0 obj\n<</Type/XRef/Size 11/Prev 900/Root 1 0 R/W[1 8 2]/Index[4 1 9 2 ]/Length 33>>\nstream\n\x01\x00\x00\x00\x00\x00\x00\x03\xe9\x00\x01") {
		t.Errorf("%q", got)
	}
}

// FuzzBefore: the end of a file may say anything.
func FuzzBefore(f *testing.F) {
	f.Add([]byte("xref\n...startxref\n0\n%%EOF"))
	f.Add([]byte("startxref -9"))
	f.Add([]byte("startxref\n99999999999999999999"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := LookBefore(int64(len(b)), bytes.NewReader(b).ReadAt)
		if err == nil && (got.Start < 0 || got.Start >= int64(len(b))) {
			t.Errorf("%+v of %d", got, len(b))
		}
	})
}
