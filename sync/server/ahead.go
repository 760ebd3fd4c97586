package server

import (
	"context"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// tellAhead says how much is owed, where that is much: who waits for minutes wants to know
// how many. What this person may not read is not in it, so that nobody learns how much of
// that there is.
func (s *Server) tellAhead(ctx context.Context, a *asker, spaces []*sending, item func(protocol.Item) error) error {
	var all protocol.AheadItem
	err := s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		for _, sp := range spaces {
			if !sp.first && !sp.fresh && sp.at.To-sp.at.From < protocol.MuchAhead {
				continue
			}
			one, err := sp.ahead(tx, a.person)
			if err != nil {
				return err
			}
			all.Records += one.Records
			all.Bytes += one.Bytes
		}
		return nil
	})
	if err != nil || all.Records < protocol.MuchAhead {
		return err
	}
	return item(protocol.Item{Ahead: &all})
}

// ahead adds up what is owed of one space.
func (sp *sending) ahead(tx *sqlitedb.Tx, person campus.ID) (all protocol.AheadItem, err error) {
	for _, class := range sp.owed {
		var one protocol.AheadItem
		readable, args := "", []any{protocol.Weight(0), sp.id, class, sp.start(class), sp.at.To}
		if !sp.role.Leads() {
			readable, args = " AND audience IN ('',?)", append(args, person)
		}
		_, err := tx.Maybe(`SELECT count(*), coalesce(sum(octet_length(body)+?),0) FROM records INDEXED BY records_to_send
			WHERE space=? AND class=? AND seq>? AND seq<=?`+readable, args, &one.Records, &one.Bytes)
		if err != nil {
			return all, err
		}
		all.Records += one.Records
		all.Bytes += one.Bytes
	}
	return all, nil
}
