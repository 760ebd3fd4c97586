package widget

import (
	"context"

	"rantau/campus"
)

// WithVersions puts beside each record what was kept beside it. Only a record
// that was changed can have a version, so only those are looked at. Call it in
// a fetch.
func WithVersions(ctx context.Context, r campus.Replica, records []campus.Record) error {
	for i, rec := range records {
		if !rec.Edited.After(rec.Created) {
			continue
		}
		whole, err := r.Record(ctx, rec.ID)
		switch {
		case campus.CodeOf(err) == campus.NotFound: // gone since it was listed
		case err != nil:
			return err
		case whole.Space == rec.Space:
			records[i].Versions = whole.Versions
		}
	}
	return nil
}
