package acroform

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// pdfDoc are the letters of PDFDocEncoding that are not those of Latin-1.
var pdfDoc = map[byte]rune{0x18: 0x2d8, 0x19: 0x2c7, 0x1a: 0x2c6, 0x1b: 0x2d9, 0x1c: 0x2dd, 0x1d: 0x2db, 0x1e: 0x2da, 0x1f: 0x2dc,
	0x80: 0x2022, 0x81: 0x2020, 0x82: 0x2021, 0x83: 0x2026, 0x84: 0x2014, 0x85: 0x2013, 0x86: 0x192, 0x87: 0x2044, 0x88: 0x2039, 0x89: 0x203a,
	0x8a: 0x2212, 0x8b: 0x2030, 0x8c: 0x201e, 0x8d: 0x201c, 0x8e: 0x201d, 0x8f: 0x2018, 0x90: 0x2019, 0x91: 0x201a, 0x92: 0x2122, 0x93: 0xfb01,
	0x94: 0xfb02, 0x95: 0x141, 0x96: 0x152, 0x97: 0x160, 0x98: 0x178, 0x99: 0x17d, 0x9a: 0x131, 0x9b: 0x142, 0x9c: 0x153, 0x9d: 0x161, 0x9e: 0x17e, 0xa0: 0x20ac}

// Decode reads a string of a PDF: UTF-16 or UTF-8 with a mark, else PDFDocEncoding.
func Decode(s string) string {
	switch {
	case strings.HasPrefix(s, "\xfe\xff"), strings.HasPrefix(s, "\xff\xfe"):
		high := 0
		if s[0] == 0xff {
			high = 1
		}
		units := make([]uint16, (len(s)-2)/2)
		for i := range units {
			units[i] = uint16(s[2+2*i+high])<<8 | uint16(s[3+2*i-high])
		}
		return clean(string(utf16.Decode(units)))
	case strings.HasPrefix(s, "\xef\xbb\xbf"):
		return clean(s[3:])
	}
	var b strings.Builder
	for i := range len(s) {
		r := rune(s[i])
		if other, has := pdfDoc[s[i]]; has {
			r = other
		}
		b.WriteRune(r)
	}
	return clean(b.String())
}

// DecodeName reads a name: UTF-8 where it is that, else Latin-1.
func DecodeName(s string) string {
	if utf8.ValidString(s) {
		return clean(s)
	}
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return clean(string(runes))
}

// clean takes out what is no letter, and the marks of a language (ESC, code, ESC).
func clean(s string) string {
	for {
		from := strings.IndexByte(s, 0x1b)
		if from < 0 {
			break
		}
		end := strings.IndexByte(s[from+1:], 0x1b)
		if end < 0 || end > 8 {
			s = s[:from] + s[from+1:]
			continue
		}
		s = s[:from] + s[from+end+2:]
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\ufffd"))
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// Label makes words for a field of what the file says of it, on one line and not too long.
func Label(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > MaxName {
		s = string(r[:MaxName-1]) + "…"
	}
	return s
}

// Named makes a label of a field's own name; "" for one that only a program could have given:
// Text12, topmostSubform[0], undefined_3.
func Named(name string) string {
	last := name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		last = name[i+1:]
	}
	if i := strings.IndexByte(last, '['); i > 0 {
		last = last[:i]
	}
	words := spaced(last)
	bare := strings.ToLower(strings.TrimRight(words, " 0123456789"))
	switch bare {
	case "", "text", "text field", "textfield", "text box", "textbox", "field", "check box", "checkbox", "undefined", "fill", "untitled", "group", "radio button",
		"radiobutton", "combo box", "combobox", "list box", "listbox", "dropdown", "button", "toggle", "topmost subform", "date field", "datefield", "numeric field":
		return ""
	}
	return Label(words)
}

// spaced puts spaces where a name has none: given_name, familyName.
func spaced(name string) string {
	var b strings.Builder
	var last rune
	for _, r := range name {
		switch {
		case r == '_' || r == '-' && unicode.IsLower(last):
			r = ' '
		case unicode.IsUpper(r) && unicode.IsLower(last):
			b.WriteRune(' ')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
		last = r
	}
	s := []rune(strings.Join(strings.Fields(b.String()), " "))
	if len(s) > 0 {
		s[0] = unicode.ToUpper(s[0])
	}
	return string(s)
}
