package apptest

import (
	"context"
	"path"
	"slices"
	"sync"

	"rantau/campus"
)

// Folders are folders on the disk that stand as they are told to.
type Folders struct {
	mu       sync.Mutex
	all      []campus.MirrorStatus
	bin      map[campus.ID][]campus.Binned
	watchers []func()
	// Agreed and Missed are the places of which a person has said so.
	Agreed, Missed []campus.ID
}

var _ campus.Folders = (*Folders)(nil)

// Set says how it stands with a folder, and tells.
func (f *Folders) Set(s campus.MirrorStatus) {
	f.mu.Lock()
	f.drop(s.Space)
	f.all = append(f.all, s)
	f.mu.Unlock()
	f.tell()
}

// Put puts something into the bin of a place.
func (f *Folders) Put(space campus.ID, b ...campus.Binned) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.bin == nil {
		f.bin = map[campus.ID][]campus.Binned{}
	}
	f.bin[space] = append(f.bin[space], b...)
}

func (f *Folders) drop(space campus.ID) {
	f.all = slices.DeleteFunc(f.all, func(s campus.MirrorStatus) bool { return s.Space == space })
}

func (f *Folders) tell() {
	f.mu.Lock()
	calls := slices.Clone(f.watchers)
	f.mu.Unlock()
	for _, call := range calls {
		call()
	}
}

// Mirrors implements campus.Folders.
func (f *Folders) Mirrors(context.Context) ([]campus.MirrorStatus, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.all), nil
}

// WatchMirrors implements campus.Folders.
func (f *Folders) WatchMirrors(call func()) func() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.watchers = append(f.watchers, call)
	return func() {}
}

// Mirror implements campus.Folders.
func (f *Folders) Mirror(_ context.Context, space campus.ID, dir string) error {
	f.Set(campus.MirrorStatus{Mirror: campus.Mirror{Space: space, Dir: dir}, State: campus.InStep})
	return nil
}

// Unmirror implements campus.Folders.
func (f *Folders) Unmirror(_ context.Context, space campus.ID) error {
	f.mu.Lock()
	f.drop(space)
	f.mu.Unlock()
	f.tell()
	return nil
}

// Agree implements campus.Folders.
func (f *Folders) Agree(space campus.ID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.Agreed = append(f.Agreed, space)
}

// BringBack implements campus.Folders.
func (f *Folders) BringBack(space campus.ID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.Missed = append(f.Missed, space)
}

// Bin implements campus.Folders.
func (f *Folders) Bin(_ context.Context, space campus.ID) ([]campus.Binned, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.bin[space]), nil
}

// PutBack implements campus.Folders.
func (f *Folders) PutBack(_ context.Context, space campus.ID, id string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, b := range f.bin[space] {
		if b.ID == id {
			f.bin[space] = slices.Delete(f.bin[space], i, i+1)
			return path.Clean(b.Path), nil
		}
	}
	return "", campus.Errorf(campus.NotFound, "this file is no longer in the bin")
}
