package app

import (
	"errors"
	"fmt"
	"os"
	"runtime"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// ErrNoDisplay says that no window can be opened here.
var ErrNoDisplay = errors.New("no display answers here")

// askForX11 makes Fyne speak X11 on Linux where there is any: its Wayland part has
// no input methods, without which Vietnamese, Khmer or Burmese can't be typed. Who
// sets FYNE_PLATFORM is asked for nothing.
func askForX11() {
	if runtime.GOOS == "linux" && os.Getenv("FYNE_PLATFORM") == "" && os.Getenv("DISPLAY") != "" {
		_ = os.Setenv("FYNE_PLATFORM", "x11")
	}
}

// FindDisplay opens the way to the screen before anything else is begun. Fyne
// would open it later, and panic where there is none. Call it from main.
func FindDisplay() error {
	askForX11()
	if os.Getenv("FYNE_PLATFORM") == "x11" {
		glfw.InitHint(glfw.PlatformHint, int(glfw.PlatformX11))
	}
	if err := glfw.Init(); err != nil {
		return fmt.Errorf("%w (DISPLAY=%q, WAYLAND_DISPLAY=%q)", ErrNoDisplay, os.Getenv("DISPLAY"), os.Getenv("WAYLAND_DISPLAY"))
	}
	return nil
}
