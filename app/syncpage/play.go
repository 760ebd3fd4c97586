package syncpage

// Mend opens the form of the first refused set that is mended here. The harness of the
// pictures presses nothing.
func (s *Screen) Mend() {
	for _, it := range s.sets {
		if it.rewrite != nil {
			it.rewrite.open(s, func(bool) {})
			return
		}
	}
}

// SelectTab opens a tab, counted from 0.
func (s *Screen) SelectTab(i int) { s.tabs.Select(i) }
