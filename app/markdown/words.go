package markdown

import "strings"

// Words is a text as it is read, without its signs: a line for each block.
func Words(source string) string {
	var lines []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			lines = append(lines, s)
		}
	}
	for _, b := range Parse(source) {
		for _, row := range b.Rows {
			cells := make([]string, len(row))
			for i, c := range row {
				cells[i] = Plain(c.Spans)
			}
			add(strings.Join(cells, "  "))
		}
		switch {
		case b.Kind == Picture:
			add(b.Alt)
		case b.Marker != "":
			add(b.Marker + " " + Plain(b.Spans) + b.Code)
		default:
			add(Plain(b.Spans) + b.Code)
		}
	}
	return strings.Join(lines, "\n")
}
