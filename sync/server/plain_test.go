package server_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"rantau/internal/testenv"
	"rantau/sync/protocol"
)

// A client of a few lines asks without zstd, and reads the answer as it is.
func TestPlainSync(t *testing.T) {
	e := testenv.New(t, true, "dara")
	d := e.Device("dara")
	ask := `{"v":1,"digest":"` + protocol.Digest(nil) + `","whole":true}` + "\n"
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, e.HTTP.URL+"/v1/sync", strings.NewReader(ask))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+d.Identity().Token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	records := 0
	err = protocol.ReadItems(res.Body, func(i protocol.Item) error {
		if i.Record != nil {
			records++
		}
		return nil
	})
	if err != nil || records == 0 {
		t.Errorf("%d records, %v", records, err)
	}
}
