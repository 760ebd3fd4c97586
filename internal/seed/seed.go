// Package seed fills a server with the sample campus. Both commands use it: the
// server's for trials, the desktop program's for a first start.
package seed

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"rantau/assets/sample"
	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/server"
)

// together is how many actions are imported in one transaction.
const together = 400

// Fill makes the sample campus on a server that has none. progress hears how
// many actions were applied.
func Fill(ctx context.Context, s *server.Server, cfg sample.Config, progress func(done int)) error {
	if _, has, err := s.Commons(ctx); err != nil || has {
		if has {
			return campus.Errorf(campus.Changed, "this server has a campus already; the sample goes into an empty folder")
		}
		return err
	}
	cfg.Manifest = func(content []byte) string {
		hash, _, err := blob.ManifestOf(bytes.NewReader(content))
		if err != nil {
			panic(err) // reading from memory does not fail
		}
		return hash
	}
	accounts, steps := sample.Generate(cfg)
	var batch []server.Import
	done := 0
	flush := func() error {
		if err := s.Import(ctx, batch...); err != nil {
			return fmt.Errorf("apply the sample's actions %d to %d: %w", done, done+len(batch), err)
		}
		done += len(batch)
		batch = batch[:0]
		progress(done)
		return nil
	}
	for step := range steps {
		batch = append(batch, server.Import{Author: step.Author, At: step.At, Action: step.Action})
		stored, err := store(ctx, s, step)
		if err != nil {
			return err
		}
		batch = append(batch, stored...)
		if len(batch) < together {
			continue
		}
		if err := flush(); err != nil {
			return err
		}
	}
	if err := flush(); err != nil {
		return err
	}
	if err := addAccounts(ctx, s, accounts); err != nil {
		return err
	}
	_, _, err := s.DoErrands(ctx) // the directory of groups
	return err
}

// store keeps the files of a step, and gives the changes that say so.
func store(ctx context.Context, s *server.Server, step sample.Step) ([]server.Import, error) {
	var out []server.Import
	for _, c := range step.Action.Changes {
		content := step.Files[c.Record]
		if content == nil {
			continue
		}
		hash, err := s.StoreFile(ctx, step.Author, step.Action.Space, bytes.NewReader(content()))
		if err != nil {
			return nil, fmt.Errorf("store a file of the sample: %w", err)
		}
		value, err := json.Marshal(hash)
		if err != nil {
			return nil, err
		}
		out = append(out, server.Import{At: step.At, Action: campus.Action{Space: step.Action.Space, Changes: []campus.Change{
			{Record: c.Record, Kind: c.Kind, Set: map[string]json.RawMessage{"stored": value}}}}})
	}
	return out, nil
}

// addAccounts gives everybody the one password. It is hashed once: argon2id is
// slow on purpose, and the password is no secret.
func addAccounts(ctx context.Context, s *server.Server, accounts []sample.Account) error {
	all := make([]server.Account, len(accounts))
	for i, a := range accounts {
		all[i] = server.Account{Person: a.Person, User: a.User}
	}
	return s.AddAccounts(ctx, server.HashPassword(sample.Password), all...)
}
