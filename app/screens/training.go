package main

import "rantau/app/training"

func (s *stage) training() *training.Screen {
	t, _ := s.program.Screen().(*training.Screen)
	return t
}

// tab opens a tab of the class Soil.
func (s *stage) tab(i int) {
	s.goTo("training", s.campus.Soil, "")
	s.training().SelectTab(i)
	s.settle()
}
