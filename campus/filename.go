package campus

import (
	"strconv"
	"strings"
)

// CheckFileName holds for the name of a document on every system we run on.
func CheckFileName(name string) error {
	if err := checkName("name", name, MaxFileName); err != nil {
		return err
	}
	base, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch {
	case len(name) > 240:
		return fieldError("name", "the name has %d bytes; the limit is 240", len(name))
	case strings.ContainsAny(name, `/\:*?"<>|`):
		return fieldError("name", `a file name holds none of / \ : * ? " < > |`)
	case name == "." || name == "..", strings.HasSuffix(name, "."), strings.TrimSpace(name) != name:
		return fieldError("name", "this file name is not possible on every computer")
	case reserved[strings.TrimSpace(base)]:
		return fieldError("name", "Windows keeps the name %s for itself", base)
	}
	return nil
}

// CleanFileName turns any name into one that CheckFileName accepts.
func CleanFileName(name string) string {
	name = strings.ToValidUTF8(name, "_")
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		if unseen(r) {
			return -1
		}
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || bidi(r) || strings.ContainsRune(`:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.TrimRight(strings.TrimSpace(name), ". ")
	ext := ""
	if i := strings.LastIndexByte(name, '.'); i > 0 && len(name)-i <= 12 {
		name, ext = name[:i], name[i:]
	}
	runes := []rune(name)
	for len(runes) > 0 && (len(runes) > 180 || len(string(runes)) > 220) {
		runes = runes[:len(runes)-1]
	}
	name = strings.TrimSpace(string(runes)) + ext
	if name == "" {
		return "file"
	}
	if CheckFileName(name) != nil {
		name = "file-" + name
	}
	if CheckFileName(name) != nil {
		return "file"
	}
	return name
}

// NumberedName tells a file from others of its name: "plan (2).pdf".
func NumberedName(name string, n int) string {
	ext := ""
	if i := strings.LastIndexByte(name, '.'); i > 0 && len(name)-i <= 12 {
		name, ext = name[:i], name[i:]
	}
	return CleanFileName(name + " (" + strconv.Itoa(n) + ")" + ext)
}

var reserved = func() map[string]bool {
	m := map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true}
	for _, d := range "123456789" {
		m["COM"+string(d)], m["LPT"+string(d)] = true, true
	}
	return m
}()
