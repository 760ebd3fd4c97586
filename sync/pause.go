package sync

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"rantau/campus"
)

// errPaused ends the way of a file that its person holds up.
var errPaused = errors.New("it is paused")

const pausedSetting = "paused_files"

// recallPaused takes up what an earlier run knew, before anything is asked of it or changed.
func (f *Files) recallPaused() {
	f.recalled.Do(func() {
		var ids []campus.ID
		v, err := f.store.Setting(f.ctx, pausedSetting)
		if err != nil || v == "" || json.Unmarshal([]byte(v), &ids) != nil {
			return
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		for _, id := range ids {
			f.paused[id] = true
		}
	})
}

// Pause implements campus.Files.
func (f *Files) Pause(ctx context.Context, document campus.ID, on bool) error {
	f.recallPaused()
	f.mu.Lock()
	if delete(f.paused, document); on {
		f.paused[document] = true
	}
	ids := slices.Sorted(maps.Keys(f.paused))
	f.mu.Unlock()
	b, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	err = f.store.KeepSetting(ctx, pausedSetting, string(b))
	f.wake(ctx, campus.Moving{}) // the status counts anew
	if !on {
		f.ask()
	}
	return err
}

func (f *Files) isPaused(document campus.ID) bool {
	f.recallPaused()
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.paused[document]
}

// Coming implements campus.Files.
func (f *Files) Coming(ctx context.Context) ([]campus.WaitingFile, error) {
	kept, err := f.keptDocuments(ctx)
	if err != nil {
		return nil, err
	}
	all, err := f.withComing(ctx, kept)
	if err != nil {
		return nil, err
	}
	var out []campus.WaitingFile
	for _, w := range all {
		st := f.state(w)
		if !w.onServer || st.Whole() {
			continue
		}
		rec, err := f.store.Record(ctx, w.ref.Document)
		if err != nil {
			continue // gone meanwhile
		}
		st.Paused = f.isPaused(rec.ID)
		f.mu.Lock()
		st.NoRoom = f.noRoom[w.manifest]
		f.mu.Unlock()
		st.Held = f.waits(w.size)
		if out = append(out, campus.WaitingFile{Document: rec, Name: w.name, State: st}); len(out) == mostComing {
			break
		}
	}
	return out, nil
}

// withComing adds what comes though it is not kept: for a folder on the disk. Who pauses it has
// to find it here, to let it go on.
func (f *Files) withComing(ctx context.Context, kept []want) ([]want, error) {
	f.recallPaused()
	f.mu.Lock()
	more := maps.Clone(f.coming)
	maps.Copy(more, f.paused)
	f.mu.Unlock()
	for _, w := range kept {
		delete(more, w.ref.Document)
	}
	for _, id := range slices.Sorted(maps.Keys(more)) {
		w, err := f.want(ctx, id, "")
		switch {
		case err == nil:
			kept = append(kept, w)
		case campus.CodeOf(err) != campus.NotFound:
			return nil, err
		}
	}
	return kept, nil
}

// mostComing is how many are listed: nobody reads more.
const mostComing = 200
