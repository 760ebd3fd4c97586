package main

import (
	"os"
	"path/filepath"
	"testing"

	"rantau/app/reader"
	"rantau/campus"
	"rantau/storage"
	"rantau/sync"
)

// The words are taken by a process of this same binary.
func TestMain(m *testing.M) {
	if reader.IsWorker() {
		os.Exit(reader.Worker())
	}
	os.Exit(m.Run())
}

// TestTextsOfDocumentsAreTaken: what is in a file that was added is found by the search.
func TestTextsOfDocumentsAreTaken(t *testing.T) {
	d := &desk{options: options{data: t.TempDir(), profile: "default", sample: true}}
	session, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = session.Close() }()
	r, files := session.Replica.(*storage.Replica), session.Files.(*sync.Files)
	path := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(path, []byte("The zephyrometer is in the second drawer."), 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := files.Add(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	own := campus.PersonalSpace(r.Me())
	came := make(chan struct{}, 1)
	defer r.Watch(func(campus.Notice) {
		select {
		case came <- struct{}{}:
		default:
		}
	})()
	for { // the first pull brings the person's own space
		who, err := r.Actor(t.Context(), own)
		if err != nil {
			t.Fatal(err)
		}
		if who.Role.In() {
			break
		}
		<-came
	}
	if err := r.Save(t.Context(), campus.Action{Space: own, Changes: []campus.Change{campus.Create(campus.NewID(), "document", &doc)}}); err != nil {
		t.Fatal(err)
	}
	if err := takeTexts(t.Context(), r, files); err != nil {
		t.Fatal(err)
	}
	found, err := r.Search(t.Context(), campus.Search{Text: "zephyrometer", Kinds: []string{"document"}})
	if err != nil || len(found.Hits) != 1 || found.Hits[0].Page != 1 {
		t.Errorf("%+v, %v", found.Hits, err)
	}
	todo, err := r.NeedText(t.Context(), 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, rec := range todo {
		if campus.As[campus.Document](rec).Manifest == doc.Manifest {
			t.Error("what was read is to be read again")
		}
	}
}
