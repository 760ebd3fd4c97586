package mupdf

// #include <stdlib.h>
// #include "calls.h"
// #include "object.h"
import "C"

import (
	"unsafe"

	"github.com/gen2brain/go-fitz"
)

// PDF is a document whose objects are looked at. Nothing of it is changed, and nothing let
// go of before the process ends.
type PDF struct {
	ctx *C.struct_fz_context
	pdf *C.struct_pdf_document
}

// Inside gives the objects of a document; false where it is no PDF.
func Inside(d *fitz.Document) (PDF, bool) {
	ctx, doc := inside(d)
	if ctx == nil || doc == nil {
		return PDF{}, false
	}
	p := PDF{ctx, C.rantau_pdf(ctx, doc)}
	return p, p.pdf != nil
}

// Pages is how many pages it claims.
func (p PDF) Pages() int { return int(C.rantau_pages(p.ctx, p.pdf)) }

// Repaired tells whether the file is not as it should be, so that nothing can be put behind it.
func (p PDF) Repaired() bool { return C.rantau_repaired(p.ctx, p.pdf) != 0 }

// Objects is one more than the highest number of an object.
func (p PDF) Objects() int { return int(C.rantau_objects(p.ctx, p.pdf)) }

// Trailer is where everything begins.
func (p PDF) Trailer() Obj { return Obj{p, C.rantau_trailer(p.ctx, p.pdf)} }

// Page gives a page, from 0.
func (p PDF) Page(n int) Obj { return Obj{p, C.rantau_page(p.ctx, p.pdf, C.int(n))} }

// Rewrite gives the file written anew, or nothing.
func (p PDF) Rewrite() []byte {
	var n C.size_t
	data := C.rantau_rewrite(p.ctx, p.pdf, &n)
	if data == nil || n > 1<<30 {
		return nil
	}
	defer C.rantau_free(p.ctx, unsafe.Pointer(data))
	return C.GoBytes(unsafe.Pointer(data), C.int(n))
}

// Kind is what an object is.
type Kind int

// The kinds, in the order of object.c.
const (
	Null Kind = iota
	Bool
	Number
	Name
	String
	Array
	Dict
)

// Obj is an object, or a reference to one; whatever is asked of it is asked of what it refers
// to. There is always an answer: of what is not there, or can't be read, it is nothing.
type Obj struct {
	of PDF
	p  *C.struct_pdf_obj
}

// Ref is the number of an object, 0 for one that has none.
type Ref struct{ Num, Gen int }

func (o Obj) look() C.rantau_seen {
	var s C.rantau_seen
	if o.p != nil {
		C.rantau_look(o.of.ctx, o.p, &s)
	}
	return s
}

// Kind tells what it is.
func (o Obj) Kind() Kind { return Kind(o.look().kind) }

// Is tells whether there is such an object.
func (o Obj) Is() bool { return o.Kind() != Null }

// Stream tells whether it is a dictionary with data behind it.
func (o Obj) Stream() bool { return o.look().stream != 0 }

// Len is how many are in it.
func (o Obj) Len() int { return int(o.look().len) }

// Ref is its number.
func (o Obj) Ref() Ref {
	s := o.look()
	return Ref{int(s.num), int(s.gen)}
}

// Number is its value; 1 for true.
func (o Obj) Number() float64 { return float64(o.look().number) }

// Key gives what a dictionary has under a key.
func (o Obj) Key(key string) Obj {
	if o.p == nil {
		return o
	}
	k := C.CString(key)
	defer C.free(unsafe.Pointer(k))
	return Obj{o.of, C.rantau_key(o.of.ctx, o.p, k)}
}

// At gives one of an array.
func (o Obj) At(i int) Obj {
	if o.p == nil {
		return o
	}
	return Obj{o.of, C.rantau_item(o.of.ctx, o.p, C.int(i))}
}

// Entry gives one of a dictionary with its key.
func (o Obj) Entry(i int) (string, Obj) {
	if o.p == nil {
		return "", o
	}
	var key *C.char
	v := C.rantau_entry(o.of.ctx, o.p, C.int(i), &key)
	return C.GoString(key), Obj{o.of, v}
}

// Bytes are those of a string or a name, at most so many.
func (o Obj) Bytes(most int) string {
	if o.p == nil {
		return ""
	}
	var n C.size_t
	b := C.rantau_bytes(o.of.ctx, o.p, &n)
	if b == nil {
		return ""
	}
	return C.GoStringN(b, C.int(min(int(n), most)))
}

// Print writes it as a file has it: a reference as such. False where that would be longer
// than most.
func (o Obj) Print(most int) (string, bool) {
	if o.p == nil {
		return "null", true
	}
	var n C.size_t
	s := C.rantau_print(o.of.ctx, o.p, &n)
	if s == nil {
		return "", false
	}
	defer C.rantau_free(o.of.ctx, unsafe.Pointer(s))
	if int(n) > most {
		return "", false
	}
	return C.GoStringN(s, C.int(n)), true
}
