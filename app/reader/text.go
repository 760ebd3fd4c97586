package reader

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"rantau/app/widget"
)

// Text is shown as far as this.
const (
	maxTextBytes = 2 << 20
	textLines    = 30   // lines in one piece of the column
	longestPiece = 4000 // bytes: a line may go on for ever
)

// text is a text file as it is shown.
type text struct {
	pieces []string
	whole  bool
	fixed  bool // in letters of one width
}

// readText reads a text file, in UTF-8, UTF-16 or, failing these, in the
// letters of western Europe.
func readText(path, name string) (text, error) {
	f, err := os.Open(path)
	if err != nil {
		return text{}, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxTextBytes+1))
	if err != nil {
		return text{}, err
	}
	t := text{whole: len(b) <= maxTextBytes}
	b = b[:min(len(b), maxTextBytes)]
	s := strings.ReplaceAll(decode(b), "\r\n", "\n")
	t.fixed = latin(s) && (!strings.Contains(prose, strings.ToLower(filepath.Ext(name))) || strings.Contains(s, "   "))
	t.pieces = pieces(widget.Clean(strings.ReplaceAll(s, "\t", "    ")))
	return t, nil
}

// prose is what is not shown in letters of one width, unless it stands in
// columns made of spaces.
const prose = ".txt .text .md .markdown .srt"

// latin tells whether the letters of one width have all that is in a text.
func latin(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x250 && (r < 0x2000 || r > 0x25ff) }) < 0
}

func decode(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return wide(b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return wide(b[2:], binary.BigEndian)
	}
	whole := b
	for i := len(b) - 1; i >= 0 && i >= len(b)-utf8.UTFMax; i-- {
		if utf8.RuneStart(b[i]) {
			if b[i] >= utf8.RuneSelf && len(b) == maxTextBytes && !utf8.FullRune(b[i:]) {
				whole = b[:i] // cut off inside a letter
			}
			break
		}
	}
	if utf8.Valid(whole) {
		return string(whole)
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

func wide(b []byte, order binary.ByteOrder) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = order.Uint16(b[2*i:])
	}
	return string(utf16.Decode(u))
}

// pieces cuts a text so that only what is in sight has to be measured.
func pieces(s string) []string {
	var out []string
	for s != "" {
		end, lines := 0, 0
		for end < len(s) && lines < textLines && end < longestPiece {
			i := strings.IndexByte(s[end:], '\n')
			if i < 0 {
				i = len(s) - end - 1
			}
			end += i + 1
			lines++
		}
		next := end
		if end > 2*longestPiece { // one endless line
			for end = longestPiece; !utf8.RuneStart(s[end]); end-- {
			}
			next = end
		}
		out = append(out, strings.TrimSuffix(s[:end], "\n"))
		s = s[next:]
	}
	return out
}
