package lang

import "golang.org/x/text/feature/plural"

// UseWidest takes a language into use that has, for each text, the words of whatever
// language is the widest there: what has room for it has room for all. It is for
// tests and pictures.
func UseWidest(width func(string) float32) {
	out := read(English, nil)
	out.tag = "widest"
	best := map[Text]float32{}
	for _, l := range All {
		for name, p := range load(l.Tag).phrases {
			for form := range p.forms {
				if w := width(p.bare(form)); w > best[name] {
					best[name] = w
					forms := map[plural.Form][]piece{plural.Other: p.forms[form]}
					out.phrases[name] = &phrase{names: p.names, forms: forms}
				}
			}
		}
	}
	out.dates = datesOf("my")
	current.Store(out)
}

// bare is the text without what is put in.
func (p *phrase) bare(form plural.Form) (s string) {
	for _, piece := range p.forms[form] {
		s += piece.text
	}
	return s
}

// Own tells whether words are the program's: one of its texts as it stands.
func Own(s string) bool {
	l := current.Load()
	l.own.Do(func() {
		l.texts = map[string]bool{}
		for _, p := range l.phrases {
			for _, pieces := range p.forms {
				if len(pieces) == 1 && pieces[0].name == "" {
					l.texts[pieces[0].text] = true
				}
			}
		}
	})
	return l.texts[s]
}
