package mirror

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"maps"
	"path"
	"slices"
	"syscall"
	"time"

	"rantau/campus"
	"rantau/storage/watch"
)

// Look brings both sides together, as far as it goes now. It tells whether something is
// left that only time can do: files that are being written, bytes that are not here.
func (m *Mirror) Look(ctx context.Context, tree watch.Tree) (later bool, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.disk.marked(m.Mark) {
		return false, watch.ErrGone
	}
	if root, err := m.store.Record(ctx, m.Space); campus.CodeOf(err) == campus.NotFound || err == nil && root.Deleted {
		return false, errLeft // its documents have gone from this copy, not from the world
	} else if err != nil {
		return false, err
	}
	m.left, m.gone = 0, 0
	for name, s := range m.stuck {
		s.kept = false
		m.stuck[name] = s
	}
	base, err := m.base(ctx)
	if err != nil {
		return false, err
	}
	base, unseen := seen(tree, base)
	found, later, err := m.hash(ctx, tree, base)
	if err != nil {
		return later, err
	}
	steps, err := m.plan(ctx, tree, base, unseen, found)
	if err != nil {
		return later, err
	}
	if n := removals(steps); n > 20 && 2*n > len(base) && m.answer != meant { // somebody may have made a mistake
		if m.answer != missed {
			m.gone = n
			return later, ErrMany
		}
		if base, err = m.forgetGone(ctx, base, steps); err != nil {
			return later, err
		}
		if steps, err = m.plan(ctx, tree, base, unseen, found); err != nil {
			return later, err
		}
	}
	sure := m.answer == meant
	m.answer = unasked
	steps, held := m.notYet(steps, len(base))
	steps, going := m.stillGoing(steps, sure)
	later = later || held || going
	more, err := m.steps(ctx, steps)
	if err == nil {
		for name, s := range m.stuck {
			if !s.kept { // nothing is to be done there any more
				delete(m.stuck, name)
			}
		}
	}
	return later || more, err
}

// plan reads the documents and decides. A folder that was renamed on the disk is renamed
// first.
func (m *Mirror) plan(ctx context.Context, tree watch.Tree, base []Base, unseen map[campus.ID]bool, found map[string]Found) ([]Step, error) {
	m.pairs = make(map[campus.ID]campus.Mirrored, len(base))
	for _, b := range base {
		m.pairs[b.Document] = b.mirrored()
	}
	docs, err := m.store.Records(ctx, campus.Query{Space: m.Space, Kind: "document"})
	if err != nil {
		return nil, err
	}
	docs = slices.DeleteFunc(docs, func(r campus.Record) bool { return unseen[r.ID] })
	found = m.ownIDs(base, found)
	for n := 0; ; n++ {
		folders, err := m.folders(ctx)
		if err != nil {
			return nil, err
		}
		steps := Plan(Sides{Base: base, Disk: found, Docs: docsOf(docs, folders), Fold: fold, Fit: Fit})
		if n == 100 { // far more folders than are renamed at once
			return steps, nil
		}
		if did, err := m.renameFolders(ctx, tree, folders, steps); err != nil || !did {
			return steps, err
		}
	}
}

// ownIDs leaves out the IDs of files that only have the number of another one that was
// deleted: Linux gives it to the next file that is made. Who deletes one document and saves
// another must not have made the second a version of the first.
func (m *Mirror) ownIDs(base []Base, found map[string]Found) map[string]Found {
	byID := map[string]Base{}
	for _, b := range base {
		if _, there := found[b.Path]; !there && b.File.ID != "" {
			byID[b.File.ID] = b
		}
	}
	if len(byID) == 0 {
		return found
	}
	found = maps.Clone(found)
	for name, f := range found {
		b, is := byID[f.ID]
		if !is || f.Manifest == b.Manifest {
			continue
		}
		if born, known := watch.Born(m.disk.root, name); known && born.After(b.File.Modified) {
			f.ID = ""
			found[name] = f
		}
	}
	return found
}

// seen leaves out what can't be seen now, though it may be there: in a folder that may not be
// read, behind a link, beyond what is looked at. Nothing is done about it.
func seen(tree watch.Tree, base []Base) (rest []Base, unseen map[campus.ID]bool) {
	blind, unseen := false, map[campus.ID]bool{}
	for _, why := range tree.Passed {
		blind = blind || why == watch.Many
	}
	for _, b := range base {
		_, there := tree.Files[b.Path]
		hidden := !there && blind
		for p := b.Path; !there && !hidden && p != "."; p = path.Dir(p) {
			switch tree.Passed[p] {
			case watch.Closed, watch.Link, watch.Special, watch.Deep:
				hidden = true
			}
		}
		if hidden {
			unseen[b.Document] = true
		} else {
			rest = append(rest, b)
		}
	}
	return rest, unseen
}

// errLeft is the answer where the space is not in this copy any more.
var errLeft = campus.Errorf(campus.Forbidden, "you are no longer in this place: the folder stays as it is")

// longGone is how long much has to be gone from the space until its files go to the bin.
const longGone = 10 * time.Minute

// notYet leaves out, for a while, that much of what is here goes to the bin at once: a copy
// that is read anew, after a restore of the server, has everything again in a moment.
func (m *Mirror) notYet(steps []Step, files int) (rest []Step, held bool) {
	n := 0
	for _, s := range steps {
		if s.Do == Bin {
			n++
		}
	}
	if n <= 20 || 2*n <= files {
		m.since = time.Time{}
		return steps, false
	}
	now := m.disk.now()
	if m.since.IsZero() {
		m.since = now
	}
	if now.Sub(m.since) >= longGone {
		return steps, false
	}
	return slices.DeleteFunc(steps, func(s Step) bool { return s.Do == Bin }), true
}

// stillGoing leaves out removals while there are more at each look: who deletes a folder of
// thousands of files is asked about all of them, not about the last half.
func (m *Mirror) stillGoing(steps []Step, sure bool) (rest []Step, held bool) {
	n := removals(steps)
	was := m.removals
	if m.removals = n; n <= 20 || n == was || sure {
		return steps, false
	}
	return slices.DeleteFunc(steps, func(s Step) bool { return s.Do == Remove }), true
}

func removals(steps []Step) (n int) {
	for _, s := range steps {
		if s.Do == Remove {
			n++
		}
	}
	return n
}

// forgetGone has what has vanished be as if it had never been here, so that it comes again.
func (m *Mirror) forgetGone(ctx context.Context, base []Base, steps []Step) ([]Base, error) {
	gone := map[campus.ID]bool{}
	var ids []campus.ID
	for _, s := range steps {
		if s.Do == Remove {
			gone[s.Document] = true
			ids = append(ids, s.Document)
		}
	}
	if err := m.store.ForgetMirrored(ctx, m.Space, ids...); err != nil {
		return nil, err
	}
	var rest []Base
	for _, b := range base {
		if !gone[b.Document] {
			rest = append(rest, b)
		}
	}
	return rest, nil
}

// atOnce is how many files become documents, or are removed, in one set.
const atOnce = 200

// steps does what was planned. What stands beside each other and becomes new or is removed
// goes together.
func (m *Mirror) steps(ctx context.Context, steps []Step) (later bool, err error) {
	waits := m.left
	for len(steps) > 0 {
		if err := ctx.Err(); err != nil {
			return later, err
		}
		m.progress(waits + len(steps))
		n := alike(steps)
		if n > 1 {
			var err error
			if steps[0].Do == Add {
				err = m.addAll(ctx, steps[:n])
			} else {
				err = m.removeAll(ctx, steps[:n])
			}
			if err == nil {
				for _, s := range steps[:n] {
					delete(m.stuck, s.Path)
				}
				steps = steps[n:]
				continue
			}
			if ctx.Err() != nil {
				return later, ctx.Err()
			}
			slog.Debug("a set of files was not taken; they go one by one", "error", err)
		}
		for _, s := range steps[:max(n, 1)] {
			wait, err := m.one(ctx, s)
			if err != nil {
				return later, err
			}
			if wait {
				waits++
				later = true
			}
		}
		steps = steps[max(n, 1):]
	}
	m.left = waits
	return later, nil
}

// alike counts the steps at the beginning that can go together.
func alike(steps []Step) int {
	n := 0
	for n < min(len(steps), atOnce) && steps[n].Do == steps[0].Do && (steps[0].Do == Add || steps[0].Do == Remove) {
		n++
	}
	return n
}

// one does one step. What can't be done is noted and holds up nothing else.
func (m *Mirror) one(ctx context.Context, s Step) (wait bool, err error) {
	if s.Do == Write || s.Do == Rename || s.Do == Bin {
		m.dirty[path.Dir(s.Path)] = true
		m.dirty[path.Dir(s.From)] = true
	}
	err = m.step(ctx, s)
	var disk *fs.PathError
	switch {
	case err == nil:
		delete(m.stuck, s.Path)
		return false, nil
	case ctx.Err() != nil:
		return false, ctx.Err()
	case errors.Is(err, errMeanwhile), errors.Is(err, fs.ErrNotExist), campus.CodeOf(err) == campus.NotHere:
		return true, nil
	case campus.CodeOf(err) != campus.Internal:
		m.stick(s.Path, s.File, err)
		return false, nil
	case errors.As(err, &disk), isErrno(err):
		m.stick(s.Path, watch.File{}, err)
		return true, nil
	}
	return false, err
}

// stick notes why a file stays as it is.
func (m *Mirror) stick(name string, f watch.File, err error) {
	if err = plainly(err); campus.CodeOf(m.stuck[name].err) != campus.CodeOf(err) {
		slog.Info("a file can't be kept in step", "error", err)
	}
	m.stuck[name] = stuck{f, err, true}
}

func isErrno(err error) bool {
	var no syscall.Errno
	return errors.As(err, &no)
}

// plainly says what the disk answers in a sentence.
func plainly(err error) error {
	switch {
	case campus.CodeOf(err) != campus.Internal:
		return err
	case errors.Is(err, syscall.ENOSPC):
		return campus.Errorf(campus.Internal, "the disk is full")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return campus.Errorf(campus.Internal, "this file or its folder may not be read or changed by you")
	case errors.Is(err, syscall.ENAMETOOLONG):
		return campus.Errorf(campus.Internal, "its name is too long for this disk")
	}
	return campus.Errorf(campus.Internal, "the disk did not do it: %v", err)
}
