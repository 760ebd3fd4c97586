package watch

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// Writing tells whether some program has the file open for writing: then it is not shared.
func Writing(root *os.Root, name string) bool {
	p, err := windows.UTF16PtrFromString(filepath.Join(root.Name(), filepath.FromSlash(name)))
	if err != nil {
		return false
	}
	h, err := windows.CreateFile(p, windows.GENERIC_READ, windows.FILE_SHARE_READ|windows.FILE_SHARE_DELETE, nil, windows.OPEN_EXISTING, windows.FILE_FLAG_OPEN_REPARSE_POINT, 0)
	if err == nil {
		_ = windows.CloseHandle(h)
	}
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION)
}
