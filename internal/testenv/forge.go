package testenv

import (
	"context"
	"encoding/json"

	"rantau/campus"
	"rantau/sync/protocol"
)

// Forge signs a set with the device's key past every rule of the replica, as a
// stranger's program could. Number and predecessor follow the last set that the
// device forged or the replica sent.
func (d *Device) Forge(space campus.ID, changes ...campus.Change) campus.Set {
	who := d.Identity()
	set := campus.Set{Server: who.Server, Device: who.Device(), Space: space, Number: 1, Changes: changes}
	if last, ok := d.forged[space]; ok {
		set.Number, set.Prev = last.n+1, last.hash
	}
	return set
}

// link is the end of a chain.
type link struct {
	n    int64
	hash string
}

// Chain tells Forge where the server's chain of a space stands.
func (d *Device) Chain(space campus.ID, n int64, hash string) {
	if d.forged == nil {
		d.forged = map[campus.ID]link{}
	}
	d.forged[space] = link{n, hash}
}

// Send brings forged sets to the server and gives its items.
func (d *Device) Send(sets ...campus.Set) ([]protocol.Item, error) {
	var signed []protocol.SignedSet
	for _, s := range sets {
		b := s.Encode()
		signed = append(signed, protocol.SignedSet{Bytes: string(b), Signature: campus.SignSet(d.Identity().Key, b)})
		d.Chain(s.Space, s.Number, campus.HashSet(b))
	}
	return d.SendSigned(signed...)
}

// SendSigned brings sets as they are.
func (d *Device) SendSigned(sets ...protocol.SignedSet) ([]protocol.Item, error) {
	table, _, err := d.Cursors(context.Background())
	d.Env.must(err)
	var items []protocol.Item
	err = d.Svc.Sync(context.Background(), d.Identity().Token,
		protocol.Request{Version: protocol.Version, Digest: protocol.Digest(table), Cursors: table, Whole: true, Sets: sets},
		func(i protocol.Item) error {
			items = append(items, i)
			return nil
		})
	return items, err
}

// Outcome finds the outcome of a set among items.
func Outcome(items []protocol.Item, set campus.Set) campus.Outcome {
	for _, i := range items {
		if i.Outcome != nil && i.Outcome.Space == set.Space && i.Outcome.Number == set.Number {
			return *i.Outcome
		}
	}
	return campus.Outcome{}
}

// JSON is a value as a field of a record.
func JSON(v any) json.RawMessage {
	b, err := protocol.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
