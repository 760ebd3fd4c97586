package reader

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// form is the way in which a file is shown.
type form int

const (
	asOther   form = iota // by another program
	asPages               // by the worker: documents and pictures
	asText                // as it is written, programs and web pages too
	asProgram             // not at all: it could run
)

var forms = map[form]string{
	asPages: ".pdf .xps .oxps .epub .cbz .fb2 .mobi " +
		".png .jpg .jpeg .jpe .gif .bmp .tif .tiff .jp2 .jxr .pnm .pbm .pgm .ppm",
	asText: ".txt .text .md .markdown .csv .tsv .log .json .xml .yaml .yml .toml .ini .conf .tex .srt " +
		".py .pyw .rb .pl .js .sh .bash .ps1 .bat .cmd .vbs .html .htm .svg .c .h .cpp .hpp .ino .java .go .rs .kt .php .sql .css .r .m .asm",
	asProgram: ".exe .com .msi .msp .scr .pif .lnk .url .cpl .jar .jse .vbe .wsf .wsh .hta .reg " +
		".inf .run .bin .appimage .desktop .deb .rpm .apk .app .dmg .pkg .command .scf .chm " +
		".docm .xlsm .pptm .iso .img .vhd .gadget .application .msc .xhtml",
}

var formOf = func() map[string]form {
	m := map[string]form{}
	for f, endings := range forms {
		for _, e := range strings.Fields(endings) {
			m[e] = f
		}
	}
	return m
}()

// formFor tells how a file is shown: by its name, then by what it is said to
// be, then by how it begins. It reads the disk.
func formFor(name, kind, path string) form {
	if f, ok := formOf[strings.ToLower(filepath.Ext(name))]; ok {
		return f
	}
	switch {
	case kind == "application/pdf", begins(path, "%PDF-"):
		return asPages
	case kind == "text/plain":
		return asText
	case begins(path, "#!"), begins(path, "MZ"), begins(path, "\x7fELF"):
		return asProgram
	}
	return asOther
}

func begins(path, with string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	b := make([]byte, len(with))
	_, err = io.ReadFull(f, b)
	return err == nil && bytes.Equal(b, []byte(with))
}

// picture tells whether a file is one picture, by its name.
func picture(name string) bool {
	_, rest, _ := strings.Cut(forms[asPages], ".png")
	ending := strings.ToLower(filepath.Ext(name))
	return ending == ".png" || ending != "" && slices.Contains(strings.Fields(rest), ending)
}
