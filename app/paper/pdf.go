// Package paper writes lessons and tables as PDF: text shaped as on the screen, in the
// program's own faces, of which what is used goes into the file. It knows no widgets and
// runs on a worker.
package paper

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"unicode/utf16"
)

// file is a PDF as it grows: numbered objects, in any order.
type file struct {
	objects [][]byte // by number, from 1
	before  int      // numbers that others have: this is a part of another file
}

// reserve gives a number for an object that is written later.
func (f *file) reserve() int {
	f.objects = append(f.objects, nil)
	return f.before + len(f.objects)
}

func (f *file) put(n int, body string) { f.objects[n-1-f.before] = []byte(body) }

func (f *file) add(body string) int {
	n := f.reserve()
	f.put(n, body)
	return n
}

// stream adds bytes that are packed here, with the entries of their dictionary.
func (f *file) stream(dict string, data []byte) int {
	return f.packed(dict+"/Filter/FlateDecode", deflate(data))
}

// packed adds bytes as they are.
func (f *file) packed(dict string, data []byte) int {
	n := f.reserve()
	var b bytes.Buffer
	fmt.Fprintf(&b, "<<%s/Length %d>>\nstream\n", dict, len(data))
	b.Write(data)
	b.WriteString("\nendstream")
	f.objects[n-1-f.before] = b.Bytes()
	return n
}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(data) // into memory
	_ = w.Close()
	return b.Bytes()
}

// bytes lays the file out.
func (f *file) bytes(catalog, info int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	at := make([]int, len(f.objects))
	for i, o := range f.objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, catalog, info, start)
	return b.Bytes()
}

// words writes text as PDF's own strings hold it: UTF-16 in hex.
func words16(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}

// number writes a number as short as it can be.
func number(v float64) string {
	s := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.3f", v), "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}
