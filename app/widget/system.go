package widget

import (
	"net/url"
	"path/filepath"

	"rantau/app/lang"
	"rantau/campus"
)

const folderNotOpened lang.Text = "widget.folderNotOpened"

// OpenFolder shows a folder in the system's own program for files. failed hears where
// that is not possible.
func OpenFolder(dir string, failed func(error)) {
	dir = filepath.ToSlash(dir)
	if dir != "" && dir[0] != '/' { // on Windows it begins with a letter
		dir = "/" + dir
	}
	if err := Browse(&url.URL{Scheme: "file", Path: dir}); err != nil {
		failed(campus.Errorf(campus.Internal, "%s", folderNotOpened.Say(err)))
	}
}
