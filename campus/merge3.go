package campus

import "strings"

// Merge3 merges two texts that came from the same origin. It reports false when
// both changed the same place, for then a person has to choose. It works on
// words with the space that follows them, so that two corrections in one long
// line of Markdown come together.
func Merge3(origin, a, b string) (string, bool) {
	switch {
	case a == b, b == origin:
		return a, true
	case a == origin:
		return b, true
	}
	o := words(origin)
	ea, ok := edits(o, words(a))
	if !ok {
		return "", false
	}
	eb, ok := edits(o, words(b))
	if !ok {
		return "", false
	}
	var out strings.Builder
	at := 0
	copyTo := func(to int) {
		for ; at < to; at++ {
			out.WriteString(o[at])
		}
	}
	for len(ea) > 0 || len(eb) > 0 {
		switch {
		case len(ea) > 0 && len(eb) > 0 && ea[0].same(eb[0]):
			copyTo(ea[0].from)
			out.WriteString(ea[0].text)
			at = ea[0].to
			ea, eb = ea[1:], eb[1:]
		case len(ea) > 0 && len(eb) > 0 && ea[0].touches(eb[0]):
			return "", false
		case len(eb) == 0 || len(ea) > 0 && ea[0].from < eb[0].from:
			copyTo(ea[0].from)
			out.WriteString(ea[0].text)
			at = ea[0].to
			ea = ea[1:]
		default:
			copyTo(eb[0].from)
			out.WriteString(eb[0].text)
			at = eb[0].to
			eb = eb[1:]
		}
	}
	copyTo(len(o))
	return out.String(), true
}

// edit replaces the words from … to of the origin by a text.
type edit struct {
	from, to int
	text     string
}

func (e edit) same(f edit) bool { return e == f }

// touches tells whether two edits overlap or meet: texts put into the same place
// have no order, so that is for a person to say.
func (e edit) touches(f edit) bool { return e.from <= f.to && f.from <= e.to }

// words splits a text behind every run of white space.
func words(s string) []string {
	var out []string
	start, space := 0, false
	for i, r := range s {
		now := r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u3000'
		if space && !now {
			out = append(out, s[start:i])
			start = i
		}
		space = now
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// maxEdits bounds the work of comparing two texts; past it they are too
// different to be merged by a machine.
const maxEdits = 2000

// edits finds a shortest list of edits from a to b (Myers, "An O(ND) Difference
// Algorithm and Its Variations", 1986).
func edits(a, b []string) ([]edit, bool) {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	x, y := a[head:len(a)-tail], b[head:len(b)-tail]
	trace, ok := myers(x, y)
	if !ok {
		return nil, false
	}
	return collect(trace, x, y, head), true
}

// myers gives, for each number of edits d, the furthest point on each diagonal.
func myers(a, b []string) ([][]int, bool) {
	n, m := len(a), len(b)
	limit := min(n+m, maxEdits)
	v := make([]int, 2*limit+3)
	mid := limit + 1
	var trace [][]int
	for d := 0; d <= limit; d++ {
		for k := -d; k <= d; k += 2 {
			x := v[mid+k-1] + 1
			if k == -d || k != d && v[mid+k-1] < v[mid+k+1] {
				x = v[mid+k+1]
			}
			for x < n && x-k < m && a[x] == b[x-k] {
				x++
			}
			v[mid+k] = x
			if x >= n && x-k >= m {
				return append(trace, append([]int(nil), v[mid-d:mid+d+1]...)), true
			}
		}
		trace = append(trace, append([]int(nil), v[mid-d:mid+d+1]...))
	}
	return nil, false
}

// collect walks the trace back and joins neighbouring steps to edits.
func collect(trace [][]int, a, b []string, offset int) []edit {
	var out []edit
	x, y := len(a), len(b)
	put := func(from, to int, text string) {
		if n := len(out); n > 0 && out[n-1].from == to+offset {
			out[n-1].from, out[n-1].text = from+offset, text+out[n-1].text
			return
		}
		out = append(out, edit{from + offset, to + offset, text})
	}
	for d := len(trace) - 1; d > 0; d-- {
		prev := trace[d-1]
		at := func(k int) int { return prev[k+d-1] }
		k := x - y
		down := k == -d || k != d && at(k-1) < at(k+1)
		pk := k - 1
		if down {
			pk = k + 1
		}
		px := at(pk)
		py := px - pk
		if down {
			put(px, px, b[py])
		} else {
			put(px, px+1, "")
		}
		x, y = px, py
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}
