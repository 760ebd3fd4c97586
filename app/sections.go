package app

import (
	"rantau/app/collaborate"
	"rantau/app/conversations"
	"rantau/app/groups"
	"rantau/app/home"
	"rantau/app/news"
	"rantau/app/people"
	"rantau/app/resources"
	"rantau/app/theme"
	"rantau/app/training"
	"rantau/app/ui"
)

// sections is the navigation, in its order: Ctrl+1 is the first. A screen is
// one line here.
func sections() []ui.Section {
	return []ui.Section{
		{Key: "home", Label: sectionHome.Say(), Icon: theme.IconHome, New: home.New, Ahead: home.Ahead},
		{Key: ui.SectionNews, Label: sectionNews.Say(), Icon: theme.IconNews, New: news.New},
		{Key: ui.SectionConversations, Label: sectionConversations.Say(), Icon: theme.IconConversations, New: conversations.New},
		{Key: "resources", Label: sectionResources.Say(), Icon: theme.IconResources, New: resources.New},
		{Key: ui.SectionTraining, Label: sectionTraining.Say(), Icon: theme.IconTraining, New: training.New},
		{Key: ui.SectionGroups, Label: sectionGroups.Say(), Icon: theme.IconGroups, New: groups.New},
		{Key: ui.SectionCollaborate, Label: sectionCollaborate.Say(), Icon: theme.IconCollaborate, New: collaborate.New},
		{Key: ui.SectionPeople, Label: sectionPeople.Say(), Icon: theme.IconPeople, New: people.New},
	}
}
