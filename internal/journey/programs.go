package journey

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// exe ends the name of a program.
var exe = map[bool]string{true: ".exe"}[runtime.GOOS == "windows"]

// Play plays the journey with the program that runs and the server beside it,
// and leaves pictures in a folder.
func Play(ctx context.Context, shots string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if shots, err = filepath.Abs(shots); err != nil {
		return err
	}
	server := filepath.Join(filepath.Dir(self), "rantau-server"+exe)
	if _, err := os.Stat(server); err != nil {
		return fmt.Errorf("the server's program is not beside this one: %w; make build makes both", err)
	}
	work, err := os.MkdirTemp("", "rantau-journey-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	o := Options{Rantau: self, Server: server, Work: work, Shots: shots, Say: func(s string) { fmt.Println(s) }}
	if course := filepath.Join("..", "shared", "data", "course-farm"); isFolder(course) {
		if o.Course, err = filepath.Abs(course); err != nil {
			return err
		}
	}
	return Run(ctx, o)
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
