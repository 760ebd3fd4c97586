package news

import "rantau/app/lang"

// What the screen says.
const (
	title         lang.Text = "news.title"
	write         lang.Text = "news.write"
	choose        lang.Text = "news.choose"
	chooseHint    lang.Text = "news.chooseHint"
	nothing       lang.Text = "news.nothing"
	nothingRead   lang.Text = "news.nothingRead"
	nothingWrite  lang.Text = "news.nothingWrite"
	gone          lang.Text = "news.gone"
	goneHint      lang.Text = "news.goneHint"
	forWhom       lang.Text = "news.forWhom"
	forEverybody  lang.Text = "news.forEverybody"
	edit          lang.Text = "news.edit"
	remove        lang.Text = "news.remove"
	removeAsk     lang.Text = "news.removeAsk"
	newsArticle   lang.Text = "news.newsArticle"
	articleFor    lang.Text = "news.articleFor"
	editArticle   lang.Text = "news.editArticle"
	publish       lang.Text = "news.publish"
	save          lang.Text = "news.save"
	fieldTitle    lang.Text = "news.fieldTitle"
	fieldFor      lang.Text = "news.fieldFor"
	fieldText     lang.Text = "news.fieldText"
	titleHint     lang.Text = "news.titleHint"
	textHint      lang.Text = "news.textHint"
	changedAround lang.Text = "news.changedAround"
	dot                     = " · "
)
