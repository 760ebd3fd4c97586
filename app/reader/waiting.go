package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// waiting is what is seen while the bytes come: always with numbers.
type waiting struct {
	state   campus.FileState
	words   *widget.Line
	leave   *widget.Line
	meter   *fw.ProgressBar
	content fyne.CanvasObject
}

func newWaiting(doc campus.Document) *waiting {
	w := &waiting{words: widget.Quiet(""), leave: widget.Quiet(""), meter: fw.NewProgressBar()}
	w.state.Size = doc.Size
	title := widget.Bold(opening.Say(widget.Clean(doc.Name)))
	for _, l := range []*widget.Line{title, w.words, w.leave} {
		l.Align = fyne.TextAlignCenter
	}
	w.meter.Hide()
	w.content = container.NewCenter(widget.Narrow(520, widget.Stackup(8, title, w.meter, w.words, w.leave)))
	return w
}

func (w *waiting) set(st campus.FileState) {
	w.state = st
	server := onServer.Say()
	if !st.OnServer {
		server = notOnServer.Say()
	}
	if st.Whole() {
		w.words.SetText(hereWhole.Say(ui.Bytes(st.Size)))
		w.leave.SetText("")
		w.meter.Hide()
		return
	}
	w.words.SetText(fetching.Say(ui.Bytes(st.Here), ui.Bytes(st.Size)) + dot + server)
	w.leave.SetText(fetchLeave.Say())
	w.meter.Show()
	w.meter.SetValue(float64(st.Here) / float64(max(1, st.Size)))
}
