package powercut

import (
	"path/filepath"
	"slices"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

func xClose(tls *libc.TLS, p uintptr) int32 {
	h, alive, leave := enter(p)
	defer leave()
	handlesMu.Lock()
	delete(handles, at[file](p).id)
	handlesMu.Unlock()
	at[file](p).methods = 0
	delete(h.f.locks, h)
	h.unmap(tls)
	h.f.open--
	if !alive || h.f.open > 0 {
		return lib.SQLITE_OK
	}
	if h.remove {
		h.d.rename(h.path, nil)
		mirror(h.path, nil)
	} else if h.d.names[h.path] == h.f {
		mirror(h.path, h.f)
	}
	return lib.SQLITE_OK
}

func xRead(tls *libc.TLS, p, to uintptr, n int32, from lib.Tsqlite3_int64) int32 {
	h, alive, leave := enter(p)
	defer leave()
	if !alive {
		return lib.SQLITE_IOERR_READ
	}
	b := unsafe.Slice(at[byte](to), n)
	got := 0
	if from < int64(len(h.f.now)) {
		got = copy(b, h.f.now[from:])
	}
	if got < int(n) {
		clear(b[got:])
		return lib.SQLITE_IOERR_SHORT_READ
	}
	return lib.SQLITE_OK
}

func xWrite(tls *libc.TLS, p, from uintptr, n int32, to lib.Tsqlite3_int64) int32 {
	h, alive, leave := enter(p)
	defer leave()
	if !alive {
		return lib.SQLITE_IOERR_WRITE
	}
	if !h.d.grow(int(to) + int(n) - len(h.f.now)) {
		return lib.SQLITE_FULL
	}
	return h.do(write{to, slices.Clone(unsafe.Slice(at[byte](from), n))}, lib.SQLITE_IOERR_WRITE)
}

func xTruncate(tls *libc.TLS, p uintptr, size lib.Tsqlite3_int64) int32 {
	h, alive, leave := enter(p)
	defer leave()
	if !alive {
		return lib.SQLITE_IOERR_TRUNCATE
	}
	return h.do(write{at: size}, lib.SQLITE_IOERR_TRUNCATE)
}

// do does a write; the one that is interrupted may be there, too.
func (h *handle) do(w write, interrupted int32) int32 {
	goesOn := h.d.passes(false)
	h.f.do(w)
	if goesOn {
		return lib.SQLITE_OK
	}
	h.d.count.Writing++
	h.d.cut()
	return interrupted
}

func xSync(tls *libc.TLS, p uintptr, flags int32) int32 {
	h, alive, leave := enter(p)
	defer leave()
	if !alive {
		return lib.SQLITE_IOERR_FSYNC
	}
	goesOn := h.d.passes(true)
	if goesOn || h.d.rnd.IntN(3) == 0 { // one that is interrupted may have been at its end
		h.f.sync()
		if h.syncDir {
			h.d.syncNames(filepath.Dir(h.path))
			h.syncDir = false
		}
	}
	if goesOn {
		return lib.SQLITE_OK
	}
	h.d.count.Syncing++
	h.d.cut()
	return lib.SQLITE_IOERR_FSYNC
}

func xFileSize(tls *libc.TLS, p, size uintptr) int32 {
	h, alive, leave := enter(p)
	defer leave()
	if !alive {
		return lib.SQLITE_IOERR_FSTAT
	}
	*at[int64](size) = int64(len(h.f.now))
	return lib.SQLITE_OK
}

func xFileControl(tls *libc.TLS, p uintptr, op int32, arg uintptr) int32 { return lib.SQLITE_NOTFOUND }

func xSectorSize(tls *libc.TLS, p uintptr) int32 { return 4096 }

func xDeviceCharacteristics(tls *libc.TLS, p uintptr) int32 {
	return lib.SQLITE_IOCAP_POWERSAFE_OVERWRITE | lib.SQLITE_IOCAP_SUBPAGE_READ
}

// The locks of a database's file, among the connections of this process.

func xLock(tls *libc.TLS, p uintptr, level int32) int32 {
	h, alive, leave := enter(p)
	defer leave()
	if !alive {
		return lib.SQLITE_IOERR_LOCK
	}
	if h.lock >= level {
		return lib.SQLITE_OK
	}
	most := int32(lib.SQLITE_LOCK_NONE)
	for other, l := range h.f.locks {
		if other != h {
			most = max(most, l)
		}
	}
	switch {
	case level == lib.SQLITE_LOCK_SHARED && most >= lib.SQLITE_LOCK_PENDING,
		level == lib.SQLITE_LOCK_RESERVED && most >= lib.SQLITE_LOCK_RESERVED,
		level == lib.SQLITE_LOCK_EXCLUSIVE && most >= lib.SQLITE_LOCK_RESERVED:
		return lib.SQLITE_BUSY
	case level == lib.SQLITE_LOCK_EXCLUSIVE && most >= lib.SQLITE_LOCK_SHARED:
		h.set(lib.SQLITE_LOCK_PENDING)
		return lib.SQLITE_BUSY
	}
	h.set(level)
	return lib.SQLITE_OK
}

func (h *handle) set(level int32) {
	h.lock = level
	if h.f.locks[h] = level; level == lib.SQLITE_LOCK_NONE {
		delete(h.f.locks, h)
	}
}

func xUnlock(tls *libc.TLS, p uintptr, level int32) int32 {
	h, _, leave := enter(p)
	defer leave()
	if h.lock > level {
		h.set(level)
	}
	return lib.SQLITE_OK
}

func xCheckReservedLock(tls *libc.TLS, p, out uintptr) int32 {
	h, alive, leave := enter(p)
	defer leave()
	if !alive {
		return lib.SQLITE_IOERR_CHECKRESERVEDLOCK
	}
	*at[int32](out) = 0
	for _, l := range h.f.locks {
		if l >= lib.SQLITE_LOCK_RESERVED {
			*at[int32](out) = 1
		}
	}
	return lib.SQLITE_OK
}
