//go:build !linux

package mirror

import (
	"errors"
	"os"
)

func renameNew(*os.Root, string, string) error { return errors.ErrUnsupported }

func exchange(*os.Root, string, string) error { return errors.ErrUnsupported }
