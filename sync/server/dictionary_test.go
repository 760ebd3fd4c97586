package server_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/klauspost/compress/zstd"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync/protocol"
)

// TestWhoHasTheDictionaryGetsIt: the answer refers to the dictionary where the request did,
// and nowhere else; an unknown one is no request.
func TestWhoHasTheDictionaryGetsIt(t *testing.T) {
	e := testenv.New(t, false, "dara")
	d := e.Device("dara")
	ask := []byte(`{"v":1,"digest":"` + protocol.Digest(nil) + `","whole":true}` + "\n")
	send := func(id uint32, dict []byte) (int, []byte) {
		t.Helper()
		var o []zstd.EOption
		if id > 0 {
			o = append(o, zstd.WithEncoderDictRaw(id, dict))
		}
		var b bytes.Buffer
		w, err := zstd.NewWriter(&b, o...)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(ask); err != nil || w.Close() != nil {
			t.Fatal("a request can't be packed")
		}
		r := httptest.NewRequest(http.MethodPost, "/v1/sync", &b)
		r.Header.Set("Authorization", "Bearer "+d.Identity().Token)
		r.Header.Set("Content-Encoding", "zstd")
		answer := httptest.NewRecorder()
		e.Server.Handler().ServeHTTP(answer, r)
		return answer.Code, answer.Body.Bytes()
	}
	lines := func(b []byte, o ...zstd.DOption) (uint32, int) {
		t.Helper()
		var head zstd.Header
		if err := head.Decode(b); err != nil {
			t.Fatal(err)
		}
		r, err := zstd.NewReader(bytes.NewReader(b), o...)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		n := 0
		if err := protocol.ReadItems(r, func(protocol.Item) error { n++; return nil }); err != nil {
			t.Fatal(err)
		}
		return head.DictionaryID, n
	}
	_, without := send(0, nil)
	id, plain := lines(without) // by a reader that has no dictionary
	if id != 0 {
		t.Errorf("whoever has none was answered with dictionary %d", id)
	}
	_, with := send(protocol.DictionaryID, protocol.Dictionary)
	id, n := lines(with, zstd.WithDecoderDictRaw(protocol.DictionaryID, protocol.Dictionary))
	if id != protocol.DictionaryID || n != plain || n < 3 {
		t.Errorf("dictionary %d, %d lines and %d without", id, n, plain)
	}
	if len(with) >= len(without) {
		t.Errorf("with it the answer has %d bytes, without %d", len(with), len(without))
	}
	if code, _ := send(77, []byte("a dictionary of next year, or of a stranger, that nobody here knows")); code != protocol.Status(campus.Invalid) {
		t.Errorf("an unknown dictionary: %d", code)
	}
}
