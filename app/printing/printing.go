// Package printing hands documents to the printers of the system: to CUPS by its programs,
// which every Linux with printers and macOS have, and to the Windows shell.
package printing

import "rantau/app/ui"

// System is what prints on this computer.
type System struct{}

var _ ui.Printers = System{}
