package sample

import (
	"embed"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed texts names lessons papers
var sources embed.FS

// bank is what people say and what things are called: lines of text by section.
// A file of it is sections "== name" with one line for each text; " // " in a
// line starts a new paragraph and "\n" a new line; a line that begins with # is a
// comment.
type bank map[string][]string

var banks sync.Map // file name to bank: reading them once is enough

// bankOf reads a file. A language without one, or a section that is not there,
// is an empty bank: people then write English.
func bankOf(file string) bank {
	if b, ok := banks.Load(file); ok {
		return b.(bank)
	}
	raw, _ := sources.ReadFile(file)
	b := parseBank(string(raw))
	banks.Store(file, b)
	return b
}

func parseBank(raw string) bank {
	b, section := bank{}, ""
	for line := range strings.Lines(raw) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "== "):
			section = strings.TrimSpace(line[3:])
		default:
			if strings.HasSuffix(line, " //") { // a salutation on a line of its own
				line += " "
			}
			b[section] = append(b[section], breaks.Replace(line))
		}
	}
	return b
}

var breaks = strings.NewReplacer(" // ", "\n\n", `\n`, "\n")

func words(lang string) bank { return bankOf("texts/" + lang + ".txt") }
func names(code string) bank { return bankOf("names/" + strings.ToLower(code) + ".txt") }

// article reads a longer text: the first line, a heading, is its title.
func article(dir, name string) (title, text string) {
	raw, _ := sources.ReadFile(path.Join(dir, name))
	title, text, _ = strings.Cut(string(raw), "\n")
	return strings.TrimSpace(strings.TrimLeft(title, "# ")), strings.TrimSpace(text)
}

// pick chooses one of some texts; "" of none.
func pick[T any](r *rand.Rand, of []T) T {
	var none T
	if len(of) == 0 {
		return none
	}
	return of[r.IntN(len(of))]
}

// deck deals texts so that none comes twice before all have come.
type deck struct {
	r     *rand.Rand
	cards []string
	left  []string
}

func newDeck(r *rand.Rand, cards []string) *deck { return &deck{r: r, cards: cards} }

func (d *deck) deal() string { return d.dealTo(func(string) bool { return true }) }

// dealTo deals the next text that fits; "" when none of all does.
func (d *deck) dealTo(fits func(string) bool) string {
	for range 2 {
		if i := slices.IndexFunc(d.left, fits); i >= 0 {
			card := d.left[i]
			d.left = slices.Delete(d.left, i, i+1)
			return card
		}
		if !slices.ContainsFunc(d.cards, fits) {
			return ""
		}
		d.left = slices.Clone(d.cards)
		d.r.Shuffle(len(d.left), func(i, j int) { d.left[i], d.left[j] = d.left[j], d.left[i] })
	}
	return ""
}

// suits tells whether a line is for somebody's mouth: "t: " marks what only
// staff would say, "s: " what only a student would.
func suits(p *person) func(string) bool {
	return func(line string) bool {
		return !strings.HasPrefix(line, "t: ") && !strings.HasPrefix(line, "s: ") || strings.HasPrefix(line, "t: ") == p.teaches()
	}
}

func unmarked(line string) string {
	return strings.TrimPrefix(strings.TrimPrefix(line, "t: "), "s: ")
}
