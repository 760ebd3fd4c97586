package powercut

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// base is the VFS of the system, to which all goes that is on no disk of ours.
var base uintptr

var methods uintptr

// register makes the VFS SQLite's default, once and for good.
var register = sync.OnceValue(func() error {
	tls := libc.NewTLS()
	defer tls.Close()
	if base = lib.Xsqlite3_vfs_find(tls, 0); base == 0 {
		return errors.New("SQLite has no VFS")
	}
	name, err := libc.CString("powercut")
	if err != nil {
		return err
	}
	vfs := alloc[lib.Tsqlite3_vfs](tls)
	v := at[lib.Tsqlite3_vfs](vfs)
	*v = *at[lib.Tsqlite3_vfs](base)
	v.FzName, v.FpNext = name, 0
	v.FszOsFile = max(v.FszOsFile, int32(unsafe.Sizeof(file{})))
	v.FxOpen = pointer(xOpen)
	v.FxDelete = pointer(xDelete)
	v.FxAccess = pointer(xAccess)
	methods = alloc[lib.Tsqlite3_io_methods](tls)
	*at[lib.Tsqlite3_io_methods](methods) = lib.Tsqlite3_io_methods{
		FiVersion: 2, // with shared memory, without mapped files
		FxClose:   pointer(xClose), FxRead: pointer(xRead), FxWrite: pointer(xWrite), FxTruncate: pointer(xTruncate),
		FxSync: pointer(xSync), FxFileSize: pointer(xFileSize), FxLock: pointer(xLock), FxUnlock: pointer(xUnlock),
		FxCheckReservedLock: pointer(xCheckReservedLock), FxFileControl: pointer(xFileControl),
		FxSectorSize: pointer(xSectorSize), FxDeviceCharacteristics: pointer(xDeviceCharacteristics),
		FxShmMap: pointer(xShmMap), FxShmLock: pointer(xShmLock), FxShmBarrier: pointer(xShmBarrier), FxShmUnmap: pointer(xShmUnmap),
	}
	if rc := lib.Xsqlite3_vfs_register(tls, vfs, 1); rc != lib.SQLITE_OK {
		return fmt.Errorf("register the VFS: %d", rc)
	}
	return nil
})

// file is SQLite's sqlite3_file with the number of our handle.
type file struct {
	methods uintptr
	id      uintptr
}

// handle is an open file.
type handle struct {
	d       *Disk
	f       *inode
	path    string
	life    int
	syncDir bool // its first sync is also one of its folder
	remove  bool // when it is closed
	lock    int32
	shm     bool
	shared  uint32 // of the locks of the shared memory
	alone   uint32
}

var (
	handlesMu sync.Mutex
	handles   = map[uintptr]*handle{}
	lastID    uintptr
)

func keep(h *handle) uintptr {
	handlesMu.Lock()
	defer handlesMu.Unlock()
	lastID++
	handles[lastID] = h
	return lastID
}

func handleOf(p uintptr) *handle {
	handlesMu.Lock()
	defer handlesMu.Unlock()
	return handles[at[file](p).id]
}

// enter takes the disk for a call on a file; a handle from before a cut is dead.
func enter(p uintptr) (h *handle, alive bool, leave func()) {
	h = handleOf(p)
	h.d.mu.Lock()
	return h, !h.d.off && h.life == h.d.life, h.d.mu.Unlock
}

func xOpen(tls *libc.TLS, vfs, name, p uintptr, flags int32, out uintptr) int32 {
	var d *Disk
	path := ""
	if name != 0 {
		path = libc.GoString(name)
		d = diskOf(path)
	}
	if d == nil {
		open := at[lib.Tsqlite3_vfs](base).FxOpen
		return function[func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32](&open)(tls, base, name, p, flags, out)
	}
	*at[file](p) = file{}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.off {
		return lib.SQLITE_IOERR
	}
	f, err := d.look(path)
	if err != nil || f == nil && flags&lib.SQLITE_OPEN_CREATE == 0 || f != nil && flags&lib.SQLITE_OPEN_EXCLUSIVE != 0 {
		return lib.SQLITE_CANTOPEN
	}
	if f == nil {
		f = newInode(nil)
		goesOn := d.passes(false)
		d.rename(path, f)
		if !goesOn {
			d.cut()
			return lib.SQLITE_IOERR
		}
	}
	h := &handle{d: d, f: f, path: path, life: d.life, remove: flags&lib.SQLITE_OPEN_DELETEONCLOSE != 0}
	const journals = lib.SQLITE_OPEN_MAIN_JOURNAL | lib.SQLITE_OPEN_SUPER_JOURNAL | lib.SQLITE_OPEN_WAL
	h.syncDir = flags&lib.SQLITE_OPEN_CREATE != 0 && flags&journals != 0 // as the VFS of Unix does
	f.open++
	*at[file](p) = file{methods: methods, id: keep(h)}
	if out != 0 {
		*at[int32](out) = flags
	}
	return lib.SQLITE_OK
}

func xDelete(tls *libc.TLS, vfs, name uintptr, syncDir int32) int32 {
	path := libc.GoString(name)
	d := diskOf(path)
	if d == nil {
		remove := at[lib.Tsqlite3_vfs](base).FxDelete
		return function[func(*libc.TLS, uintptr, uintptr, int32) int32](&remove)(tls, base, name, syncDir)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.off {
		return lib.SQLITE_IOERR_DELETE
	}
	f, err := d.look(path)
	if err != nil {
		return lib.SQLITE_IOERR_DELETE
	}
	if f == nil {
		return lib.SQLITE_IOERR_DELETE_NOENT
	}
	goesOn := d.passes(false)
	d.rename(path, nil)
	if !goesOn {
		d.cut()
		return lib.SQLITE_IOERR_DELETE
	}
	mirror(path, nil)
	if syncDir != 0 {
		d.syncNames(filepath.Dir(path))
	}
	return lib.SQLITE_OK
}

func xAccess(tls *libc.TLS, vfs, name uintptr, flags int32, out uintptr) int32 {
	path := libc.GoString(name)
	d := diskOf(path)
	if d == nil {
		access := at[lib.Tsqlite3_vfs](base).FxAccess
		return function[func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32](&access)(tls, base, name, flags, out)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.off {
		return lib.SQLITE_IOERR_ACCESS
	}
	f, err := d.look(path)
	if err != nil {
		return lib.SQLITE_IOERR_ACCESS
	}
	*at[int32](out) = 0
	if f != nil && (flags != lib.SQLITE_ACCESS_EXISTS || len(f.now) > 0) { // as the VFS of Unix does: an empty one is none
		*at[int32](out) = 1
	}
	return lib.SQLITE_OK
}

// at is the thing at an address of SQLite's.
func at[T any](p uintptr) *T { return *(**T)(unsafe.Pointer(&p)) }

// alloc gives an empty T where SQLite may keep the address of it.
func alloc[T any](tls *libc.TLS) uintptr {
	var empty T
	p := lib.Xsqlite3_malloc64(tls, uint64(unsafe.Sizeof(empty)))
	*at[T](p) = empty
	return p
}

// pointer is the address of a function as the translated SQLite calls it: that of
// Go's function value. It is for functions of the package, which stay where they are.
func pointer[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) }

// function is the way back.
func function[F any](p *uintptr) F { return *(*F)(unsafe.Pointer(p)) }
