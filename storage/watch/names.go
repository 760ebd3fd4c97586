package watch

import (
	"path"
	"strings"
)

// Why is the reason for which something is passed over.
type Why string

// The reasons.
const (
	Link    Why = "link"    // a symbolic link: where it leads is not looked at
	Special Why = "special" // a pipe, a socket, a device
	Passing Why = "passing" // what a program puts beside a file while it works on it
	Hidden  Why = "hidden"  // of the system, or hidden by its name
	Deep    Why = "deep"    // below MaxDepth
	Many    Why = "many"    // beyond MaxFiles
	Closed  Why = "closed"  // it can't be read
	Name    Why = "name"    // its name is not text
)

// passing holds what programs leave beside a file for a moment, in lower case: Office
// (~$name, ~wrl0001.tmp), LibreOffice (.~lock.name#, lu….tmp), vim (name.swp, 4913, name~),
// Emacs (#name#, .#name), browsers, rsync and other tools that load.
var (
	passingStarts = []string{"~$", ".~lock.", "~wrl", ".#", "._", ".goutputstream-", ".nfs", ".fuse_hidden", ".syncthing.", ".sb-"}
	passingEnds   = []string{".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".swp", ".swx", ".swpx", ".swo", "~", ".bak.tmp", ".filepart", ".!ut"}
	system        = map[string]bool{"thumbs.db": true, "desktop.ini": true, "ehthumbs.db": true, "$recycle.bin": true, "system volume information": true, "lost+found": true, "icon\r": true}
)

// Passed tells why something is passed over by its name alone; "" where it is not.
func Passed(name string) Why {
	lower := strings.ToLower(name)
	for _, s := range passingStarts {
		if strings.HasPrefix(lower, s) {
			return Passing
		}
	}
	for _, s := range passingEnds {
		if strings.HasSuffix(lower, s) {
			return Passing
		}
	}
	switch {
	case lower == "4913", len(name) > 2 && name[0] == '#' && name[len(name)-1] == '#':
		return Passing
	case system[lower], strings.HasPrefix(name, "."):
		return Hidden
	}
	return ""
}

// passedOn is Passed for the names on the way to a file.
func passedOn(rel string) Why {
	for dir := path.Dir(rel); dir != "."; dir = path.Dir(dir) {
		if w := Passed(path.Base(dir)); w != "" {
			return w
		}
	}
	return Passed(path.Base(rel))
}
