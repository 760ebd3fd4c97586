package sync

import (
	"context"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/protocol"
)

// like finds what a file resembles: the pieces of another file of its document that are here
// and no longer in it. nil where that is nothing, or too much for a dictionary.
func (f *Files) like(ctx context.Context, document campus.ID, m blob.Manifest) *protocol.Like {
	rec, err := f.store.Record(ctx, document)
	if err != nil {
		return nil
	}
	has := map[string]bool{}
	for _, p := range m.Pieces {
		has[p.Hash] = true
	}
	for _, file := range rec.Files() {
		old, err := f.blobs.Manifest(file.Manifest)
		if err != nil {
			continue
		}
		l, common := protocol.Like{Manifest: file.Manifest}, false
		for _, p := range old.Unique() {
			if has[p.Hash] {
				common = true
				continue
			}
			b, err := f.blobs.Get(p.Hash)
			if err != nil || len(l.Bytes)+len(b) > protocol.MaxLike || len(l.Chunks) == protocol.MaxChunks {
				common = false
				break
			}
			l.Chunks, l.Bytes = append(l.Chunks, p.Hash), append(l.Bytes, b...)
		}
		if common && len(l.Chunks) > 0 {
			return &l
		}
	}
	return nil
}
