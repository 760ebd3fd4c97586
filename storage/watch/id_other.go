//go:build !unix

package watch

import "io/fs"

// fileID: Windows would have the file opened for it.
func fileID(fs.FileInfo) string { return "" }
