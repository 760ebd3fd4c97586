package server

import (
	"context"
	"slices"

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
			one, err := sp.ahead(tx, a)
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

// ahead adds up what is owed of one space. What was removed weighs what comes of it: how
// much it said is nobody's any more. What the device has just sent does not come.
func (sp *sending) ahead(tx *sqlitedb.Tx, a *asker) (all protocol.AheadItem, err error) {
	for _, class := range sp.owed {
		var one protocol.AheadItem
		readable, args := "", []any{protocol.Weight(0), sp.id, class, sp.start(class), sp.at.To}
		if !sp.role.Leads() {
			readable, args = " AND audience IN ('',?)", append(args, a.person)
		}
		_, err := tx.Maybe(`SELECT count(*), coalesce(sum(CASE WHEN deleted THEN 0 ELSE octet_length(body) END+?),0) FROM records INDEXED BY records_to_send
			WHERE space=? AND class=? AND seq>? AND seq<=?`+readable, args, &one.Records, &one.Bytes)
		if err != nil {
			return all, err
		}
		all.Records += one.Records
		all.Bytes += one.Bytes
	}
	who := campus.Actor{Person: a.person, Role: sp.role}
	for _, e := range a.known[sp.id] {
		if e.seq > sp.start(e.class) && e.seq <= sp.at.To && slices.Contains(sp.owed, e.class) && campus.MayRead(who, e.audience) {
			all.Records--
			all.Bytes -= e.weight
		}
	}
	return all, nil
}
