package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rantau/assets/sample"
	"rantau/campus"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/rest"
	"rantau/sync/server"
)

// bed is a server with one class of two people, and texts of a real exchange.
type bed struct {
	dir     string
	server  *server.Server
	web     *http.Server
	address string
	class   campus.ID
	people  []campus.ID
}

const password = "merantau"

// textSize makes a record of about 570 bytes of JSON, as in the figures that
// others were measured with.
const textSize = 345

// run is how many words stay together.
const run = 3

func newBed(ctx context.Context) (*bed, error) {
	dir, err := os.MkdirTemp("", "rantau-bench-")
	if err != nil {
		return nil, err
	}
	b := &bed{dir: dir, class: campus.NewID(), people: []campus.ID{campus.NewID(), campus.NewID()}}
	if b.server, err = server.Open(filepath.Join(dir, "server"), server.Options{}); err != nil {
		return nil, err
	}
	commons := campus.NewID()
	all := []server.Import{{Action: campus.Action{Space: commons, Changes: []campus.Change{campus.Create(commons, "commons", &campus.Commons{Name: "Commons"})}}},
		{Action: campus.Action{Space: b.class, Changes: []campus.Change{campus.Create(b.class, "class", &campus.Course{Title: "Bench"})}}}}
	var accounts []server.Account
	for i, p := range b.people {
		all = append(all, server.Import{Action: campus.Action{Space: commons, Changes: []campus.Change{
			campus.Create(p, "person", &campus.Person{Name: fmt.Sprint("Person ", i)}), campus.Join(commons, p, campus.Member)}}},
			server.Import{Action: campus.Action{Space: b.class, Changes: []campus.Change{campus.Join(b.class, p, campus.Owner)}}})
		accounts = append(accounts, server.Account{Person: p, User: fmt.Sprint("p", i)})
	}
	if err := b.server.Import(ctx, all...); err != nil {
		return nil, err
	}
	if err := b.server.AddAccounts(ctx, server.HashPassword(password), accounts...); err != nil {
		return nil, err
	}
	return b, b.listen()
}

// listen lets the server answer.
func (b *bed) listen() error {
	line, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	b.web, b.address = b.server.HTTPServer(), line.Addr().String()
	go func() { _ = b.web.Serve(line) }()
	return nil
}

func (b *bed) close() {
	_ = b.web.Close()
	_ = b.server.Close()
	_ = os.RemoveAll(b.dir)
}

// texts gives n texts of about size bytes: the words of what people of the
// sample campus say, as often as they say them, in a random order. The sample
// itself is put together from a bank of sentences and so packs far better than
// real talk does; short runs of words in a random order pack about as well.
func texts(n, size int) []string {
	_, steps := sample.Generate(sample.Config{Seed: 7, Size: sample.Small, Now: time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)})
	var words []string
	for step := range steps {
		for _, c := range step.Action.Changes {
			if c.Kind == "post" {
				words = append(words, strings.Fields(campus.As[campus.Post](campus.Record{Body: campus.NewBody(c.Set)}).Text)...)
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		for b.Len() < size {
			at := r.IntN(len(words) - run)
			b.WriteString(strings.Join(words[at:at+run], " ") + " ")
		}
		out[i] = strings.TrimSpace(b.String())
	}
	return out
}

// fill puts posts into the class, by both people in turn.
func (b *bed) fill(ctx context.Context, n int) error {
	var all []server.Import
	for i, text := range texts(n, textSize) {
		all = append(all, server.Import{Author: b.people[i%2], Action: campus.Say(b.class, b.class, text)})
		if len(all) == 1000 {
			if err := b.server.Import(ctx, all...); err != nil {
				return err
			}
			all = all[:0]
		}
	}
	return b.server.Import(ctx, all...)
}

// device is one computer, speaking through an address.
type device struct {
	*storage.Replica
	svc *rest.Client
}

func (b *bed) device(ctx context.Context, user, address string) (*device, error) {
	dir, err := os.MkdirTemp(b.dir, user+"-")
	if err != nil {
		return nil, err
	}
	r, err := storage.Open(dir, nil)
	if err != nil {
		return nil, err
	}
	svc, err := rest.New("http://" + address)
	if err != nil {
		return nil, err
	}
	return &device{r, svc}, sync.SignIn(ctx, r, svc, "http://"+address, user, password)
}

func (d *device) sync(ctx context.Context) (sync.Result, error) {
	return sync.Sync(ctx, d.Replica, d.svc, nil)
}
