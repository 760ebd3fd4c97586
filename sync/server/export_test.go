package server

import (
	"context"

	"rantau/storage/sqlitedb"
)

// CountVersions counts the versions on the server, for tests.
func (s *Server) CountVersions(ctx context.Context) int {
	n := -1
	_ = s.db.Read(ctx, func(tx *sqlitedb.Tx) error { return tx.Row(`SELECT count(*) FROM versions`, nil, &n) })
	return n
}
