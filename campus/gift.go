package campus

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// ReadGIFT reads questions in GIFT, the text format of Moodle. What it can't read it
// passes over; skipped are the first words of each such question.
func ReadGIFT(text string) (out []BankQuestion, skipped []string) {
	category := ""
	for _, block := range giftBlocks(text) {
		if path, is := strings.CutPrefix(block, "$CATEGORY:"); is {
			category = giftCategory(path)
			continue
		}
		b, ok := readGIFT(block)
		if b.Category = category; ok && b.Validate() == nil && (b.Question.Type == Essay || b.Key.Fits(b.Question)) {
			out = append(out, b)
			continue
		}
		words := []rune(strings.Join(strings.Fields(block), " "))
		skipped = append(skipped, CleanLine(string(words[:min(60, len(words))])))
	}
	return out, skipped
}

// giftBlocks cuts the text at empty lines that are not within an answer, and leaves
// comments out.
func giftBlocks(text string) (blocks []string) {
	text = strings.ToValidUTF8(strings.TrimPrefix(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\ufeff"), "")
	var block []string
	answered := false // the block has its answers: a question has one place for them
	end := func() {
		if s := strings.TrimSpace(strings.Join(block, "\n")); s != "" {
			blocks = append(blocks, s)
		}
		block, answered = nil, false
	}
	depth := 0
	lines := strings.Split(text, "\n")
	forgotten := giftForgotten(lines)
	for n, line := range lines {
		trimmed := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(trimmed, "//"):
			continue
		case trimmed == "" && (depth == 0 || forgotten[n+1]):
			depth = 0
			end()
			continue
		case strings.HasPrefix(trimmed, "$CATEGORY:") && depth == 0:
			end()
			blocks = append(blocks, trimmed)
			continue
		case depth == 0 && answered && (strings.HasPrefix(trimmed, "::") || opens(line)): // a list without empty lines
			end()
		}
		block = append(block, line)
		for i := 0; i < len(line); i++ {
			switch line[i] {
			case '\\':
				i++
			case '{':
				depth = 1
			case '}':
				depth, answered = 0, true
			}
		}
	}
	end()
	return blocks
}

// opens tells whether answers begin in a line.
func opens(line string) bool {
	for i := 0; i < len(line); i++ {
		if line[i] == '\\' {
			i++
		} else if line[i] == '{' {
			return true
		}
	}
	return false
}

// giftForgotten tells of each line whether a brace that is open there was forgotten: the
// next one opens, and does not close. Else one mistake would take all that follows along.
func giftForgotten(lines []string) []bool {
	out := make([]bool, len(lines)+1)
	for n := len(lines) - 1; n >= 0; n-- {
		out[n] = out[n+1]
		line := lines[n]
		for i := 0; i < len(line); i++ {
			if line[i] == '\\' {
				i++
			} else if line[i] == '{' || line[i] == '}' {
				out[n] = line[i] == '{'
				break
			}
		}
	}
	return out
}

// giftCategory is the last part of a path of categories.
func giftCategory(path string) string {
	parts := strings.Split(strings.TrimSpace(path), "/")
	name := []rune(CleanLine(strings.TrimSpace(parts[len(parts)-1])))
	return string(name[:min(len(name), MaxName)])
}

func readGIFT(block string) (b BankQuestion, ok bool) {
	if rest, titled := strings.CutPrefix(block, "::"); titled { // its name is not kept
		_, rest, ok = giftCut(rest, "::")
		if !ok {
			return b, false
		}
		block = strings.TrimSpace(rest)
	}
	before, rest, ok := giftCut(block, "{")
	if !ok {
		return b, false
	}
	answers, behind, ok := giftCut(rest, "}")
	if !ok {
		return b, false
	}
	q := &b.Question
	q.ID, q.Points = NewPartID(), 1
	if q.Text = giftText(before); strings.TrimSpace(behind) != "" {
		q.Text = giftText(strings.TrimSpace(before) + " _____ " + strings.TrimSpace(behind))
	}
	if answers, b.Key.Feedback, ok = giftCut(answers, "####"); ok {
		b.Key.Feedback = giftText(b.Key.Feedback)
	}
	answers = strings.TrimSpace(answers)
	switch {
	case answers == "":
		q.Type = Essay
	case answers[0] == '#':
		q.Type = Numeric
		return b, giftNumber(&b, answers[1:])
	case giftBool(&b, answers):
	default:
		return b, giftChoices(&b, answers)
	}
	return b, true
}

// giftBool reads T, TRUE, F or FALSE.
func giftBool(b *BankQuestion, answers string) bool {
	word, feedback, _ := giftCut(answers, "#")
	var right string
	switch strings.ToUpper(strings.TrimSpace(word)) {
	case "T", "TRUE":
		right = ChoiceTrue
	case "F", "FALSE":
		right = ChoiceFalse
	default:
		return false
	}
	b.Question.Type, b.Key.Right = TrueFalse, []string{right}
	b.feedback(feedback)
	return true
}

// feedback keeps the first that is said: there is one for a question.
func (b *BankQuestion) feedback(s string) {
	if s = giftText(strings.ReplaceAll(s, "#", "\n")); b.Key.Feedback == "" {
		b.Key.Feedback = s
	}
}

// giftNumber reads 3, 3:0.5, 1..5, or =3:0.5 with others that count for less.
func giftNumber(b *BankQuestion, s string) bool {
	parts := giftParts(s)
	if len(parts) == 0 {
		parts = []giftPart{{weight: 100, text: s}}
	}
	for _, p := range parts {
		text, feedback, _ := giftCut(p.text, "#")
		if p.weight < 100 || p.wrong {
			continue
		}
		b.feedback(feedback)
		number := func(s string) (n float64, ok bool) {
			n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
			return n, err == nil && !math.IsNaN(n) && !math.IsInf(n, 0)
		}
		if from, to, is := strings.Cut(text, ".."); is {
			low, ok := number(from)
			high, fine := number(to)
			b.Key.Number, b.Key.Tolerance = low/2+high/2, math.Abs(high/2-low/2)
			return ok && fine
		}
		value, tolerance, has := strings.Cut(text, ":")
		n, ok := number(value)
		b.Key.Number = n
		if has {
			t, fine := number(tolerance)
			b.Key.Tolerance = math.Abs(t)
			return ok && fine
		}
		return ok
	}
	return false
}

// giftPart is one answer: behind "=" or "~", with the share of the points that it earns.
type giftPart struct {
	wrong  bool
	weight float64
	text   string
}

func giftParts(s string) (out []giftPart) {
	s = strings.TrimSpace(s)
	for s != "" && (s[0] == '=' || s[0] == '~') {
		p := giftPart{wrong: s[0] == '~', weight: 100}
		s = s[1:]
		end := len(s)
		for i := 0; i < len(s); i++ {
			if s[i] == '\\' {
				i++
			} else if s[i] == '=' || s[i] == '~' {
				end = i
				break
			}
		}
		p.text, s = strings.TrimSpace(s[:end]), s[end:]
		if p.wrong {
			p.weight = 0
		}
		if rest, has := strings.CutPrefix(p.text, "%"); has {
			if weight, text, closed := strings.Cut(rest, "%"); closed {
				if n, err := strconv.ParseFloat(strings.TrimSpace(weight), 64); err == nil {
					p.weight, p.text, p.wrong = n, strings.TrimSpace(text), p.wrong && n <= 0
				}
			}
		}
		out = append(out, p)
	}
	return out
}

// giftChoices reads choices, pairs, or short texts.
func giftChoices(b *BankQuestion, s string) bool {
	parts := giftParts(s)
	q, k := &b.Question, &b.Key
	tilde := strings.HasPrefix(s, "~")
	pairs := 0
	for i, p := range parts {
		text, feedback, _ := giftCut(p.text, "#")
		parts[i].text = text
		b.feedback(feedback)
		if _, _, is := giftCut(text, "->"); is {
			pairs++
		}
		tilde = tilde || p.wrong
	}
	switch {
	case len(parts) == 0:
		return false
	case pairs > 0:
		q.Type, k.Match = Matching, map[string]string{}
		return pairs == len(parts) && giftPairs(b, parts)
	case !tilde:
		q.Type = ShortText
		for _, p := range parts {
			if p.weight >= 100 {
				k.Accept = append(k.Accept, giftText(p.text))
			}
		}
		return true
	}
	for _, p := range parts {
		c := Choice{ID: NewPartID(), Text: giftText(p.text)}
		q.Choices = append(q.Choices, c)
		if p.weight > 0 {
			k.Right = append(k.Right, c.ID)
		}
	}
	if q.Type = SingleChoice; len(k.Right) != 1 {
		q.Type = MultipleChoice
	}
	return true
}

func giftPairs(b *BankQuestion, parts []giftPart) bool {
	q := &b.Question
	for _, p := range parts {
		from, to, _ := giftCut(p.text, "->")
		left, right := giftText(from), giftText(to)
		if right == "" {
			return false
		}
		at := slices.IndexFunc(q.Targets, func(t Choice) bool { return t.Text == right })
		if at < 0 {
			at = len(q.Targets)
			q.Targets = append(q.Targets, Choice{ID: NewPartID(), Text: right})
		}
		if left == "" {
			continue // one that nothing goes with
		}
		c := Choice{ID: NewPartID(), Text: left}
		q.Choices = append(q.Choices, c)
		b.Key.Match[c.ID] = q.Targets[at].ID
	}
	*q = q.Hide()
	return true
}

// giftCut cuts at the first mark that is not escaped.
func giftCut(s, mark string) (before, after string, found bool) {
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if strings.HasPrefix(s[i:], mark) {
			return s[:i], s[i+len(mark):], true
		}
	}
	return s, "", false
}

// giftText gives a text without its escapes and without the name of its format.
func giftText(s string) string {
	s = strings.TrimSpace(s)
	for _, format := range []string{"[html]", "[moodle]", "[plain]", "[markdown]"} {
		s = strings.TrimPrefix(s, format)
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(`~=#{}:\n`, s[i+1]) >= 0 {
			if i++; s[i] == 'n' {
				b.WriteByte('\n')
			} else {
				b.WriteByte(s[i])
			}
			continue
		}
		if s[i] != 0 {
			b.WriteByte(s[i])
		}
	}
	return strings.TrimSpace(b.String())
}
