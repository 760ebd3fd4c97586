package app

import (
	"rantau/app/home"
	"rantau/app/theme"
	"rantau/app/training"
	"rantau/app/ui"
)

// sections is the navigation, in its order: Ctrl+1 is the first. A screen is
// one line here.
func sections() []ui.Section {
	return []ui.Section{
		{Key: "home", Label: sectionHome, Icon: theme.IconHome, New: home.New},
		{Key: "training", Label: sectionTraining, Icon: theme.IconTraining, New: training.New},
	}
}
