package printing

import (
	"context"

	"golang.org/x/sys/windows"

	"rantau/app/ui"
	"rantau/campus"
)

// List implements ui.Printers: the program that the system has for PDF knows the printers.
func (System) List(context.Context) ([]ui.Printer, error) { return []ui.Printer{{Bare: true}}, nil }

// Print implements ui.Printers.
func (System) Print(_ context.Context, p ui.Print) error {
	verb, err := windows.UTF16PtrFromString("print")
	if err != nil {
		return err
	}
	path, err := windows.UTF16PtrFromString(p.Path)
	if err != nil {
		return err
	}
	if err := windows.ShellExecute(0, verb, path, nil, nil, windows.SW_HIDE); err != nil {
		return campus.Errorf(campus.Invalid, "the printer did not take it (%s); nothing was printed", err)
	}
	return nil
}
