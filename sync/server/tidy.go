package server

import (
	"context"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// How long the server keeps what is kept for a while. Tombstones, and the
// log by which it knows what it took, stay for ever.
const (
	keepValues = 180 * 24 * time.Hour // replaced values, the bases of late edits
	keepAudit  = 365 * 24 * time.Hour
	keepWanted = 30 * 24 * time.Hour // chunks that were asked for and did not come: they are asked for again
)

// Tidy lets go of what has been kept long enough. Once a day is often enough.
func (s *Server) Tidy(ctx context.Context) error {
	now := s.now()
	before := func(d time.Duration) int64 { return now.Add(-d).UnixMilli() }
	return s.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		for _, q := range []struct {
			query string
			at    int64
		}{
			{`DELETE FROM kept WHERE at < ?`, before(keepValues)},
			{`DELETE FROM audit WHERE at < ?`, before(keepAudit)},
			{`DELETE FROM wanted WHERE at < ?`, before(keepWanted)},
			{`DELETE FROM removed WHERE at < ?`, before(campus.KeepRemoved)},
		} {
			if _, err := tx.Exec(q.query, q.at); err != nil {
				return err
			}
		}
		return nil
	})
}
