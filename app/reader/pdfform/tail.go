package pdfform

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"rantau/app/reader/acroform"
	"rantau/app/reader/mupdf"
)

// Before is what has to be known of a file to put something behind it.
type Before struct {
	Size  int64
	Start int64 // of its last table of objects
	Table bool  // that this is a table as of old, not a stream
}

// endRoom is how many bytes of the end of a file tell where its table is.
const endRoom = 2048

// LookBefore reads it from a file.
func LookBefore(size int64, at func(p []byte, off int64) (int, error)) (Before, error) {
	b := Before{Size: size}
	end := make([]byte, min(size, endRoom))
	if _, err := at(end, size-int64(len(end))); err != nil {
		return b, acroform.Broken
	}
	start, ok := startOf(end)
	if !ok || start < 0 || start >= size {
		return b, acroform.Broken
	}
	b.Start = start
	head := make([]byte, min(16, size-start))
	if _, err := at(head, start); err != nil {
		return b, acroform.Broken
	}
	b.Table = bytes.HasPrefix(bytes.TrimLeft(head, " \r\n\t\x00\f"), []byte("xref"))
	return b, nil
}

// startOf finds the number behind the last "startxref".
func startOf(end []byte) (int64, bool) {
	i := bytes.LastIndex(end, []byte("startxref"))
	if i < 0 {
		return 0, false
	}
	words := bytes.Fields(end[i+len("startxref"):])
	if len(words) == 0 {
		return 0, false
	}
	n, err := strconv.ParseInt(string(words[0]), 10, 64)
	return n, err == nil
}

// object is one as it is written, over another of its number or new.
type object struct {
	num, gen int
	body     []byte
}

// appended writes objects behind a file; top is the first number that it does not have.
func appended(was Before, trailer mupdf.Obj, top int, all []object) ([]byte, error) {
	var keep strings.Builder
	for _, key := range []string{"Root", "Info", "ID"} {
		if v := trailer.Key(key); v.Is() {
			s, ok := v.Print(maxPrint)
			if !ok {
				return nil, acroform.Broken
			}
			fmt.Fprintf(&keep, "/%s %s", key, s)
		}
	}
	return tail(was, keep.String(), top, all), nil
}

// tail is the update itself: the objects in the order of their numbers, where they are,
// and what the trailer keeps.
func tail(was Before, keep string, top int, all []object) []byte {
	var b bytes.Buffer
	b.WriteString("\n")
	at := make([]int64, len(all))
	for i, o := range all {
		at[i] = was.Size + int64(b.Len())
		fmt.Fprintf(&b, "%d %d obj\n%s\nendobj\n", o.num, o.gen, o.body)
		top = max(top, o.num+1)
	}
	start := was.Size + int64(b.Len())
	if was.Table {
		b.WriteString("xref\n0 1\n0000000000 65535 f \n")
		for _, r := range ranges(all) {
			fmt.Fprintf(&b, "%d %d\n", all[r[0]].num, r[1]-r[0])
			for i := r[0]; i < r[1]; i++ {
				fmt.Fprintf(&b, "%010d %05d n \n", at[i], all[i].gen)
			}
		}
		fmt.Fprintf(&b, "trailer\n<</Size %d/Prev %d%s>>\nstartxref\n%d\n%%%%EOF\n", top, was.Start, keep, start)
		return b.Bytes()
	}
	self := object{num: top} // the table is an object too
	entries := append(append([]object(nil), all...), self)
	at = append(at, start)
	var index strings.Builder
	data := make([]byte, 0, 11*len(entries))
	for _, r := range ranges(entries) {
		fmt.Fprintf(&index, "%d %d ", entries[r[0]].num, r[1]-r[0])
		for i := r[0]; i < r[1]; i++ {
			data = append(data, 1)
			data = binary.BigEndian.AppendUint64(data, uint64(at[i]))
			data = binary.BigEndian.AppendUint16(data, uint16(entries[i].gen))
		}
	}
	fmt.Fprintf(&b, "%d 0 obj\n<</Type/XRef/Size %d/Prev %d%s/W[1 8 2]/Index[%s]/Length %d>>\nstream\n", top, top+1, was.Start, keep, index.String(), len(data))
	b.Write(data)
	fmt.Fprintf(&b, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
	return b.Bytes()
}

// ranges are stretches of objects whose numbers follow each other: from, and behind the last.
func ranges(all []object) (out [][2]int) {
	for i := range all {
		if i > 0 && all[i].num == all[i-1].num+1 {
			out[len(out)-1][1]++
			continue
		}
		out = append(out, [2]int{i, i + 1})
	}
	return out
}

// nameOf writes a name.
func nameOf(s string) string {
	var b strings.Builder
	b.WriteByte('/')
	for i := range len(s) {
		c := s[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("()<>[]{}/%#", c) >= 0 {
			fmt.Fprintf(&b, "#%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
