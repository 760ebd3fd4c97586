package widget

import "rantau/app/lang"

// What is said of joining by a code.
const (
	joinTitle   lang.Text = "widget.joinTitle"
	joinField   lang.Text = "widget.joinField"
	joinNote    lang.Text = "widget.joinNote"
	joinDo      lang.Text = "widget.joinDo"
	joinWaits   lang.Text = "widget.joinWaits"
	joinRefused lang.Text = "widget.joinRefused"
	joinBack    lang.Text = "widget.joinBack"
	joinAgain   lang.Text = "widget.joinAgain"
	codeMake    lang.Text = "widget.codeMake"
	codeToday   lang.Text = "widget.codeToday"
	codeWeek    lang.Text = "widget.codeWeek"
	codeAlways  lang.Text = "widget.codeAlways"
	codeIs      lang.Text = "widget.codeIs"
	codeUntil   lang.Text = "widget.codeUntil"
	codeLarge   lang.Text = "widget.codeLarge"
	codeEnd     lang.Text = "widget.codeEnd"
	codeEndAsk  lang.Text = "widget.codeEndAsk"
	codeHow     lang.Text = "widget.codeHow"
	codeExample           = "BCDF-2345"
)
