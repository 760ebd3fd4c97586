package acroform

import (
	"math"
	"strconv"
	"strings"
)

// Look is how a field is written: the size of its letters, 0 for one that fits, and the
// operator that gives its colour.
type Look struct {
	Size  float64
	Color string
}

// ReadLook reads what a field says of its letters: "/Helv 11 Tf 0 0 1 rg". What can't be
// read is as usual.
func ReadLook(da string) Look {
	l := Look{Color: "0 g"}
	words := strings.Fields(da[:min(len(da), 1000)])
	for i, w := range words {
		want := map[string]int{"g": 1, "rg": 3, "k": 4}[w]
		switch {
		case w == "Tf" && i >= 1:
			if n, ok := number(words[i-1]); ok {
				l.Size = min(math.Abs(n), 144)
			}
		case want > 0 && i >= want:
			if c, ok := colour(words[i-want : i]); ok {
				l.Color = c + " " + w
			}
		}
	}
	if l.Size < 2 { // nobody reads that: as one that fits
		l.Size = 0
	}
	return l
}

func colour(words []string) (string, bool) {
	var out []string
	for _, w := range words {
		n, ok := number(w)
		if !ok {
			return "", false
		}
		out = append(out, strconv.FormatFloat(max(0, min(1, n)), 'f', -1, 32))
	}
	return strings.Join(out, " "), true
}

func number(s string) (float64, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && !math.IsNaN(n) && !math.IsInf(n, 0)
}
