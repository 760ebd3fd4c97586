package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rantau/assets/sample"
	"rantau/campus"
	"rantau/internal/seed"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// inside is the server of the sample campus, in this process or in that of
// another window.
type inside struct {
	address string
	web     *http.Server // nil when another window has it
	campus  *server.Server
	cancel  context.CancelFunc // ends its errands
}

// startInside runs a server on loopback, with the sample campus in it. It keeps
// its address from start to start, for other profiles remember it.
func startInside(ctx context.Context, data string) (*inside, error) {
	folder, note := filepath.Join(data, "server"), filepath.Join(data, "server-address")
	has, err := server.In(folder)
	if err != nil {
		return nil, err
	}
	o := server.Options{Name: "Sample campus"}
	if !has {
		fmt.Println("Filling the sample campus:")
		err := seed.Make(ctx, folder, o, sample.Config{Seed: 1, Size: sample.Small, Now: time.Now()}, func(done int) { fmt.Printf("\r  %d actions", done) })
		fmt.Println()
		if err != nil {
			return nil, err
		}
	}
	b, _ := os.ReadFile(note) // a first start has none
	known := strings.TrimSpace(string(b))
	s, err := server.Open(folder, o)
	if errors.Is(err, server.ErrTaken) && known != "" {
		fmt.Printf("The sample campus of another window answers on http://%s.\n", known)
		return &inside{address: "http://" + known}, nil
	}
	if err != nil {
		return nil, err
	}
	line, err := listen(known)
	if err != nil {
		_ = s.Close()
		return nil, campus.Errorf(protocol.Unreachable, "the server inside could not start (%v)", err)
	}
	at := line.Addr().String()
	if err := os.WriteFile(note, []byte(at+"\n"), 0o600); err != nil {
		_ = line.Close()
		_ = s.Close()
		return nil, err
	}
	in := &inside{address: "http://" + at, web: s.HTTPServer(), campus: s}
	fmt.Printf("The sample campus answers on %s; everybody's password is %q.\n", in.address, sample.Password)
	ctx, in.cancel = context.WithCancel(context.WithoutCancel(ctx))
	go s.RunErrands(ctx, func(err error) { fmt.Fprintln(os.Stderr, "the sample campus:", err) })
	go func() { _ = in.web.Serve(line) }()
	return in, nil
}

// listen takes the port of the last start where it is free, and is loopback in
// every case.
func listen(known string) (net.Listener, error) {
	if host, port, err := net.SplitHostPort(known); err == nil && host == "127.0.0.1" {
		if line, err := net.Listen("tcp", net.JoinHostPort(host, port)); err == nil {
			return line, nil
		}
	}
	return net.Listen("tcp", "127.0.0.1:0")
}

func (in *inside) stop() {
	if in == nil || in.web == nil {
		return
	}
	in.cancel()
	in.campus.Hush()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	_ = in.web.Shutdown(ctx)
	_ = in.campus.Close()
}
