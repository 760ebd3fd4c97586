//go:build !windows

package mupdf

// #include <stdlib.h>
// #include "calls.h"
import "C"

import (
	"os"
	"path/filepath"
	"reflect"
	"unsafe"

	"github.com/gen2brain/go-fitz"
)

// Open opens the document in a file that is open already; its name tells the kind where
// its first bytes do not. As fitz.New, it gives the document with fitz.ErrNeedsPassword too.
// The file is MuPDF's from now on.
func Open(f *os.File) (*fitz.Document, error) {
	magic, version := C.CString("file"+filepath.Ext(f.Name())), C.CString(fitz.FzVersion)
	defer C.free(unsafe.Pointer(magic))
	defer C.free(unsafe.Pointer(version))
	var ctx *C.struct_fz_context
	var doc *C.struct_fz_document
	var stream *C.struct_fz_stream
	if C.rantau_open(C.int(f.Fd()), magic, C.size_t(fitz.MaxStore), version, &ctx, &doc, &stream) == 0 {
		return nil, fitz.ErrOpenDocument
	}
	kept = append(kept, f) // nobody closes it under MuPDF
	d := new(fitz.Document)
	for name, p := range map[string]unsafe.Pointer{"ctx": unsafe.Pointer(ctx), "doc": unsafe.Pointer(doc), "stream": unsafe.Pointer(stream)} {
		*(*unsafe.Pointer)(unsafe.Pointer(reflect.ValueOf(d).Elem().FieldByName(name).UnsafeAddr())) = p
	}
	if C.rantau_needs_password(ctx, doc) != 0 {
		return d, fitz.ErrNeedsPassword
	}
	return d, nil
}

// kept are the files of the documents: a file that nobody names any more is closed by Go.
var kept []*os.File
