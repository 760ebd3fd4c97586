package training

import (
	"fyne.io/fyne/v2"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

type Screen struct{}

func New(*ui.Env) ui.Screen                  { return &Screen{} }
func (s *Screen) Content() fyne.CanvasObject { return widget.Empty("Home", "x") }
func (s *Screen) Shown()                     {}
func (s *Screen) Changed(campus.Notice)      {}
