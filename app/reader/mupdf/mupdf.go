// Package mupdf is what MuPDF does and go-fitz does not offer: a page with what lies on it,
// turned; where each letter stands; links with their places; a password. go-fitz brings
// the library and opens the document. It is used in the worker alone: what a stranger's
// file does to it ends a process that can be spared.
package mupdf

// #include <stdlib.h>
// #include "calls.h"
import "C"

import (
	"errors"
	"reflect"
	"unsafe"

	"github.com/gen2brain/go-fitz"
)

// ErrPage is the answer of a page that can't be read.
var ErrPage = errors.New("page")

// Rect is a place on a page, in points of 1/72 inch from its upper left corner.
type Rect struct{ X0, Y0, X1, Y1 float32 }

// Char is a letter where it stands.
type Char struct {
	Rect
	Rune rune
	Ends Ends
}

// Ends tells what ends behind a letter.
type Ends int8

// What can end.
const (
	Nothing Ends = iota
	Line
	Block
)

// Link is a place that leads somewhere: to a page, from 0, or else to an address.
type Link struct {
	Rect
	Page int // -1 for none
	X, Y float32
	URI  string
}

// inside gives the pointers that go-fitz keeps.
func inside(d *fitz.Document) (*C.struct_fz_context, *C.struct_fz_document) {
	v := reflect.ValueOf(d).Elem()
	return (*C.struct_fz_context)(v.FieldByName("ctx").UnsafePointer()), (*C.struct_fz_document)(v.FieldByName("doc").UnsafePointer())
}

// FallBack gives MuPDF a face for the letters that a book brings none for: go-fitz builds it
// without those of most scripts, and they would be left out. It comes before the first page.
func FallBack(d *fitz.Document, face []byte) {
	ctx, _ := inside(d)
	if ctx == nil || len(face) == 0 {
		return
	}
	if spare == nil { // it stays where it is as long as the process is there
		spare = C.CBytes(face)
	}
	C.rantau_fall_back(ctx, (*C.uchar)(spare), C.int(len(face)))
}

// MayPrint tells whether a document lets other programs print it.
func MayPrint(d *fitz.Document) bool {
	ctx, doc := inside(d)
	return ctx == nil || doc == nil || C.rantau_may_print(ctx, doc) != 0
}

// spare is the face, where C can keep it.
var spare unsafe.Pointer

// Authenticate tries a password on a document that asks for one.
func Authenticate(d *fitz.Document, password string) bool {
	ctx, doc := inside(d)
	if ctx == nil || doc == nil {
		return false
	}
	p := C.CString(password)
	defer C.free(unsafe.Pointer(p))
	return C.rantau_authenticate(ctx, doc, p) != 0
}

// Render draws a page, turned by quarters to the right, as RGBA in rows without gaps. The
// pixels are good until the next page is drawn: here nothing is copied.
func Render(d *fitz.Document, page int, scale float64, quarters int) (width, height int, pix []byte, err error) {
	ctx, doc := inside(d)
	var img C.rantau_image
	if C.rantau_render(ctx, doc, C.int(page), C.float(scale), C.int(quarters), &img) == 0 {
		return 0, 0, nil, ErrPage
	}
	width, height = int(img.width), int(img.height)
	return width, height, unsafe.Slice((*byte)(unsafe.Pointer(img.samples)), 4*width*height), nil
}

// Chars gives the letters of a page in the order in which they are read, at most so many.
func Chars(d *fitz.Document, page, most int) ([]Char, error) {
	ctx, doc := inside(d)
	var all *C.rantau_char
	n := int(C.rantau_chars(ctx, doc, C.int(page), C.int(most), &all))
	if n < 0 {
		return nil, ErrPage
	}
	defer C.free(unsafe.Pointer(all))
	out := make([]Char, n)
	for i, c := range unsafe.Slice(all, n) {
		out[i] = Char{Rect{float32(c.x0), float32(c.y0), float32(c.x1), float32(c.y1)}, rune(c.c), Ends(c.ends)}
	}
	return out, nil
}

// Links gives the links of a page, at most so many.
func Links(d *fitz.Document, page, most int) ([]Link, error) {
	ctx, doc := inside(d)
	var all *C.rantau_link
	n := int(C.rantau_links(ctx, doc, C.int(page), C.int(most), &all))
	if n < 0 {
		return nil, ErrPage
	}
	defer C.rantau_drop_links(all, C.int(n))
	out := make([]Link, n)
	for i, l := range unsafe.Slice(all, n) {
		out[i] = Link{Rect: Rect{float32(l.x0), float32(l.y0), float32(l.x1), float32(l.y1)}, Page: int(l.page), X: float32(l.x), Y: float32(l.y)}
		if l.uri != nil {
			out[i].URI = C.GoString(l.uri)
		}
	}
	return out, nil
}

// Resolve gives the page, from 0, to which an address inside the document leads; -1 for none.
// go-fitz tells the page inside a chapter, and a book has many.
func Resolve(d *fitz.Document, uri string) int {
	ctx, doc := inside(d)
	u := C.CString(uri)
	defer C.free(unsafe.Pointer(u))
	return int(C.rantau_resolve(ctx, doc, u))
}
