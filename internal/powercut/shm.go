package powercut

import (
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// shm is the memory that the connections to a database in WAL mode share: the
// index of the log. It is never on the disk, and new after every cut.
type shm struct {
	regions []uintptr
	users   int
	shared  [lib.SQLITE_SHM_NLOCK]int
	alone   [lib.SQLITE_SHM_NLOCK]bool
}

func xShmMap(tls *libc.TLS, p uintptr, region, size, extend int32, out uintptr) int32 {
	h, alive, leave := enter(p)
	defer leave()
	*at[uintptr](out) = 0
	if !alive {
		return lib.SQLITE_IOERR_SHMMAP
	}
	if h.f.shm == nil {
		h.f.shm = &shm{}
	}
	if s := h.f.shm; !h.shm {
		h.shm = true
		s.users++
	}
	s := h.f.shm
	if int(region) >= len(s.regions) && extend == 0 {
		return lib.SQLITE_OK
	}
	for int(region) >= len(s.regions) {
		m := lib.Xsqlite3_malloc64(tls, uint64(size))
		if m == 0 {
			return lib.SQLITE_NOMEM
		}
		clear(unsafe.Slice(at[byte](m), size))
		s.regions = append(s.regions, m)
	}
	*at[uintptr](out) = s.regions[region]
	return lib.SQLITE_OK
}

func xShmLock(tls *libc.TLS, p uintptr, first, n, flags int32) int32 {
	h, alive, leave := enter(p)
	defer leave()
	s := h.f.shm
	if s == nil {
		return lib.SQLITE_IOERR_SHMLOCK
	}
	if flags&lib.SQLITE_SHM_UNLOCK != 0 {
		for i := first; i < first+n; i++ {
			s.release(h, i)
		}
		return lib.SQLITE_OK
	}
	if !alive {
		return lib.SQLITE_IOERR_SHMLOCK
	}
	exclusive := flags&lib.SQLITE_SHM_EXCLUSIVE != 0
	for i := first; i < first+n; i++ {
		bit := uint32(1) << i
		others := s.shared[i]
		if h.shared&bit != 0 {
			others--
		}
		if s.alone[i] && h.alone&bit == 0 || exclusive && others > 0 {
			return lib.SQLITE_BUSY
		}
	}
	for i := first; i < first+n; i++ {
		bit := uint32(1) << i
		switch {
		case exclusive:
			s.release(h, i)
			s.alone[i] = true
			h.alone |= bit
		case h.shared&bit == 0:
			s.release(h, i)
			s.shared[i]++
			h.shared |= bit
		}
	}
	return lib.SQLITE_OK
}

func (s *shm) release(h *handle, i int32) {
	bit := uint32(1) << i
	if h.shared&bit != 0 {
		s.shared[i]--
	}
	if h.alone&bit != 0 {
		s.alone[i] = false
	}
	h.shared &^= bit
	h.alone &^= bit
}

func xShmBarrier(tls *libc.TLS, p uintptr) {
	_, _, leave := enter(p)
	leave()
}

func xShmUnmap(tls *libc.TLS, p uintptr, remove int32) int32 {
	h, _, leave := enter(p)
	defer leave()
	h.unmap(tls)
	return lib.SQLITE_OK
}

// unmap lets go of the shared memory; the last one frees it.
func (h *handle) unmap(tls *libc.TLS) {
	s := h.f.shm
	if !h.shm || s == nil {
		return
	}
	h.shm = false
	for i := range int32(lib.SQLITE_SHM_NLOCK) {
		s.release(h, i)
	}
	if s.users--; s.users == 0 {
		for _, m := range s.regions {
			lib.Xsqlite3_free(tls, m)
		}
		h.f.shm = nil
	}
}
