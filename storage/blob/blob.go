// Package blob keeps the bytes of files: content-defined chunks in a folder,
// each named by the SHA-256 of its bytes, and the manifests that list them.
//
// The program and the server use the same package, so that both cut, name and
// verify in the same way. Nothing is believed: a chunk is checked against its
// name when it is stored and again when it is read.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"syscall"

	"rantau/campus"
)

// MaxObject is the largest thing that a store takes: a manifest.
const MaxObject = MaxManifest

// DiskFull is the code of the error that says so.
const DiskFull campus.Code = "disk_full"

var (
	// ErrMissing is in the chain of an error about an object that is not here.
	ErrMissing = errors.New("object missing")
	// ErrDamaged is in the chain of an error about an object whose bytes are
	// not those of its name. It has been moved aside, and is missing now.
	ErrDamaged = errors.New("object damaged")
)

// Hash names bytes: their SHA-256 in lower-case hex.
func Hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// ValidHash tells whether s has the form of a name.
func ValidHash(s string) bool {
	if len(s) != 2*sha256.Size {
		return false
	}
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// because puts a sentence for people before a reason for programs.
func because(code campus.Code, reason error, format string, args ...any) error {
	return &explained{campus.Errorf(code, format, args...), reason}
}

type explained struct {
	what   *campus.Error
	reason error
}

func (e *explained) Error() string   { return e.what.Message }
func (e *explained) Unwrap() []error { return []error{e.what, e.reason} }

// diskError turns what the system said into what a person can act on.
// An error that is for people already stays as it is.
func diskError(err error) error {
	var told *campus.Error
	switch {
	case err == nil, errors.As(err, &told), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case isDiskFull(err):
		return because(DiskFull, err, "the disk is full: make room on it, then try again")
	case errors.Is(err, os.ErrPermission):
		return because(campus.Internal, err, "the folder for files cannot be written: %v", err)
	}
	return fmt.Errorf("blob: %w", err)
}

func isDiskFull(err error) bool {
	var n syscall.Errno
	if !errors.As(err, &n) {
		return false
	}
	return n == syscall.ENOSPC || n == syscall.EDQUOT || fullHere(n)
}
