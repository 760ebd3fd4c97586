package app

import (
	"os"
	"runtime"
)

// askForX11 makes Fyne speak X11 on Linux where there is any: its Wayland part has
// no input methods, without which Vietnamese, Khmer or Burmese can't be typed. Who
// sets FYNE_PLATFORM is asked for nothing.
func askForX11() {
	if runtime.GOOS == "linux" && os.Getenv("FYNE_PLATFORM") == "" && os.Getenv("DISPLAY") != "" {
		_ = os.Setenv("FYNE_PLATFORM", "x11")
	}
}
