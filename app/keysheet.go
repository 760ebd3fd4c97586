package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
)

// everywhere are the keys of the whole window, in the order of the sheet.
func everywhere() []ui.Key {
	return []ui.Key{
		{Keys: "Ctrl+1 … Ctrl+8", Does: keySections}, {Keys: "Ctrl+F", Does: keyFind}, {Keys: "Ctrl+N", Does: keyNew}, {Keys: "Ctrl+Z", Does: keyUndo},
		{Keys: "Esc", Does: keyBack}, {Keys: "Tab, Shift+Tab", Does: keyNext}, {Keys: "Enter, Space", Does: keyPress},
		{Keys: "↑ ↓", Does: keyRows}, {Keys: "Ctrl+Enter", Does: keySend}, {Keys: "Ctrl+/, F1", Does: keySheet},
	}
}

// showKeys shows the sheet of keys: those of the window, and those of the place in front.
func (s *shell) showKeys() {
	page := widget.Stackup(4, widget.Bold(keysEverywhere.Say()))
	add := func(keys []ui.Key) {
		for _, k := range keys {
			page.Add(container.NewBorder(nil, nil, widget.Wide(12, widget.NewLine(k.Keys)), nil, widget.NewLine(k.Does.Say())))
		}
	}
	add(everywhere())
	if k, ok := s.screen().(ui.Keyed); ok && len(k.Keys()) > 0 {
		page.Add(widget.Inset(widget.Bold(keysHere.Say()), 10, 0, 0, 0))
		add(k.Keys())
	}
	var sheet *widget.Sheet
	closing := widget.Main(keysClose.Say(), nil, func() { sheet.Hide() })
	sheet = widget.ShowSheet(s.env.Window, fyne.NewSize(560, 480), keysTitle.Say(), container.NewVScroll(page), closing)
	sheet.Fit()
}
