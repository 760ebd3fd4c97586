package journey

import "testing"

// TestSections plays a journey in each section: somebody works without a line, then the
// student does, then both hear of each other. One server and two windows serve all of
// them.
func TestSections(t *testing.T) {
	on(t, func(p *play) {
		b := p.both()
		for _, s := range journeys {
			if !t.Run(s.name, func(t *testing.T) {
				if err := p.try(func() { s.act(b) }); err != nil {
					t.Fatal(err)
				}
				p.say("%s holds.", s.name)
			}) {
				return
			}
		}
		b.maria.quit()
		b.dara.quit()
	})
}
