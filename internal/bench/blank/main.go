// Command blank shows an empty Fyne window and says when it is there: what a
// start is compared with.
package main

import (
	"bufio"
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"

	"rantau/app/theme"
)

func main() {
	a := app.NewWithID("org.rantau.blank")
	if len(os.Args) > 1 && os.Args[1] == "-faces" {
		a.Settings().SetTheme(theme.New(theme.Look{Text: theme.Normal}))
	}
	w := a.NewWindow("Blank")
	w.SetContent(widget.NewLabel("Blank · ไทย · ລາວ · ខ្មែរ · မြန်မာ · Tiếng Việt"))
	w.Resize(fyne.NewSize(1280, 720))
	a.Lifecycle().SetOnStarted(func() {
		go fyne.Do(func() { fmt.Println("ok") }) // behind the first frame
	})
	go func() {
		_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
		fyne.Do(a.Quit)
	}()
	w.ShowAndRun()
}
