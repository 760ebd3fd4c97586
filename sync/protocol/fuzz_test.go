package protocol_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"rantau/campus"
	"rantau/sync/protocol"
)

// Whatever a stranger sends is read, or answered with a code.

func FuzzReadRequest(f *testing.F) {
	f.Add([]byte(`{"v":1,"digest":"x","cursors":{"a":"b"}}` + "\n" + `{"set":"x","sig":"AA=="}` + "\n"))
	f.Add([]byte("\n\n{}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		in, err := protocol.ReadRequest(bytes.NewReader(b))
		if err != nil {
			if campus.CodeOf(err) == campus.Internal {
				t.Fatal(err)
			}
			return
		}
		var out bytes.Buffer
		if err := protocol.WriteRequest(&out, in); err != nil {
			t.Fatal(err)
		}
		again, err := protocol.ReadRequest(&out)
		if err != nil || len(again.Sets) != len(in.Sets) || protocol.Digest(again.Cursors) != protocol.Digest(in.Cursors) {
			t.Fatalf("%+v became %+v: %v", in, again, err)
		}
	})
}

func FuzzReadItems(f *testing.F) {
	f.Add([]byte(`{"outcome":{"space":"x","n":1,"state":"taken"}}` + "\n" + `{"end":{"time":1}}` + "\n"))
	f.Add([]byte(`{"hologram":1}` + "\n" + `{"error":{"code":"x","message":"y"}}`))
	f.Add([]byte(`{"record":{"body":null}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		ended := false
		err := protocol.ReadItems(bytes.NewReader(b), func(i protocol.Item) error {
			if !i.Known() && i.Raw == nil {
				t.Fatal("a line came to nothing")
			}
			ended = i.End != nil
			return nil
		})
		var rule *campus.Error
		if err == nil && !ended || err != nil && !errors.As(err, &rule) {
			t.Fatalf("ended %v: %v", ended, err)
		}
	})
}

func FuzzReadFrame(f *testing.F) {
	f.Add([]byte{0, 0, 0, 2, 'h', 'i'})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		r := bytes.NewReader(b)
		for {
			chunk, err := protocol.ReadFrame(r)
			if errors.Is(err, io.EOF) && campus.CodeOf(err) == campus.Internal {
				return
			}
			if err != nil {
				if campus.CodeOf(err) == campus.Internal {
					t.Fatal(err)
				}
				return
			}
			if len(chunk) > protocol.MaxChunk {
				t.Fatal(len(chunk))
			}
		}
	})
}
