package campus

import (
	"slices"
	"time"
)

// KeepRules say what is kept on this computer by itself, and how much of its disk the bytes
// of documents may take. They belong to this computer and do not travel.
type KeepRules struct {
	Under int64 `json:"under,omitempty"` // documents of up to so many bytes are kept; 0 for none
	Limit int64 `json:"limit,omitempty"` // bytes; 0 for no limit
}

// Validate holds for what somebody sets.
func (k KeepRules) Validate() error {
	for field, n := range map[string]int64{"under": k.Under, "limit": k.Limit} {
		if n < 0 || n > MaxBudget {
			return fieldError(field, "the %s is a number from 0 to %d", "limit", MaxBudget>>20)
		}
	}
	return nil
}

// Keeps tells whether a document is kept on this computer: by itself, with a folder that it is
// in, with all of its class or group, or because it is small.
func (k KeepRules) Keeps(r Record, kept map[ID]bool, shelves Shelves) bool {
	doc := As[Document](r)
	return kept[r.ID] || kept[r.Space] || doc.Size <= k.Under && k.Under > 0 ||
		slices.ContainsFunc(shelves.Way(doc.Folder), func(up Record) bool { return kept[up.ID] && up.Space == r.Space })
}

// Stored is a file as it lies on this computer.
type Stored struct {
	Opened time.Time        // the last time, or when it came
	Pieces map[string]int64 // the bytes of its pieces that are here, by hash
	Whole  int64            // the bytes of the file that was put together for reading
}

// Surplus tells which files have to go, so that no more than limit bytes are taken: those that
// were not opened for longest. What stays is taken off first, and counts. A piece that a file
// shares with one that remains is not lost with it.
func Surplus(files []Stored, stays map[string]bool, taken, limit int64) []int {
	order := make([]int, len(files))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return files[a].Opened.Compare(files[b].Opened) })
	users := map[string]int{}
	for _, f := range files {
		for p := range f.Pieces {
			users[p]++
		}
	}
	var out []int
	for _, i := range order {
		if taken <= limit {
			break
		}
		freed := files[i].Whole
		for p, size := range files[i].Pieces {
			if users[p]--; users[p] == 0 && !stays[p] {
				freed += size
			}
		}
		if taken -= freed; freed > 0 {
			out = append(out, i)
		}
	}
	return out
}
