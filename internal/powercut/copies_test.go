package powercut_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	gosync "sync"

	"rantau/campus"
	"rantau/storage"
	"rantau/sync/protocol"
)

// heard is a way to a server that notes what a server says when it, or who asks, has
// lost something. A power cut is no reason for any of it.
type heard struct {
	protocol.Service
	mu    gosync.Mutex
	taken []taken
	lost  []string
}

type taken struct {
	device string
	campus.Outcome
}

// Sync implements protocol.Service.
func (h *heard) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	device := ""
	for _, s := range in.Sets {
		if set, err := campus.DecodeSet([]byte(s.Bytes)); err == nil {
			device = set.Device
		}
	}
	return h.Service.Sync(ctx, token, in, func(i protocol.Item) error {
		h.mu.Lock()
		if o := i.Outcome; o != nil {
			if o.State == campus.Taken || o.State == campus.Refused {
				h.taken = append(h.taken, taken{device, *o})
			}
			if o.State != campus.Taken {
				h.lost = append(h.lost, fmt.Sprintf("set %d in %s is %s: %s %s", o.Number, o.Space, o.State, o.Code, o.Reason))
			}
		}
		if i.Back != nil {
			h.lost = append(h.lost, "the server went back in "+string(i.Back.Space))
		}
		h.mu.Unlock()
		return item(i)
	})
}

// NewDevice implements protocol.Service.
func (h *heard) NewDevice(ctx context.Context, token string, in protocol.NewDevice) (protocol.SignedIn, error) {
	h.mu.Lock()
	h.lost = append(h.lost, "a device was taken for two")
	h.mu.Unlock()
	return h.Service.NewDevice(ctx, token, in)
}

// line is a record in a copy.
type line struct {
	space, id campus.ID
	kind      string
	seq       int64
	text      string // all that has to agree
}

// lines reads all records of a copy, from its file.
func lines(dir string) (map[string]line, error) {
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(dir, storage.File)))
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	rows, err := db.Query(`SELECT space, id, kind, seq, audience, author, created, editor, edited, deleted, written, coalesce(shown, body), waiting FROM records WHERE coalesce(shown, body) IS NOT NULL`)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	all := map[string]line{}
	for rows.Next() {
		var l line
		var audience, author, editor, written, body string
		var created, edited, deleted, waiting int64
		if err := rows.Scan(&l.space, &l.id, &l.kind, &l.seq, &audience, &author, &created, &editor, &edited, &deleted, &written, &body, &waiting); err != nil {
			return nil, err
		}
		l.text = fmt.Sprintf("%s %d for %q by %s at %d, edited by %s at %d, deleted %d, written %s: %s, waiting %d", l.kind, l.seq, audience, author, created, editor, edited, deleted, written, body, waiting)
		all[string(l.space)+string(l.id)] = l
	}
	return all, rows.Err()
}

// cursors reads how far a copy has read each space.
func cursors(ctx context.Context, r *storage.Replica) (map[campus.ID]int64, error) {
	table, _, err := r.Cursors(ctx)
	far := map[campus.ID]int64{}
	for space, c := range table {
		var to int64
		var stamp string
		if strings.Count(c, ".") == 1 { // else a range is being read
			if _, err := fmt.Sscanf(c[1:], "%d.%s", &to, &stamp); err != nil {
				return nil, fmt.Errorf("the cursor %q: %w", c, err)
			}
			far[space] = to
		}
	}
	return far, err
}
