package main

import (
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"rantau/sync/server"
)

// serving is what the flags of serve say.
type serving struct {
	data, listen, cert, key, name string
	quota                         int64 // GiB a person
	plain                         bool
}

// mostQuota is a PiB: more is a slip, and would overflow as bytes.
const mostQuota = 1 << 20

func (o *serving) check() error {
	if (o.cert == "") != (o.key == "") {
		return errors.New("-cert and -key go together: the certificate and its key, each a PEM file")
	}
	if o.quota < 1 || o.quota > mostQuota {
		return fmt.Errorf("-quota is in GiB for each person, from 1 to %d; %d is not", mostQuota, o.quota)
	}
	host, _, err := net.SplitHostPort(o.listen)
	if err != nil {
		return fmt.Errorf("-listen takes an address and a port, such as 127.0.0.1:8765: %w", err)
	}
	if ip := net.ParseIP(host); o.cert == "" && !o.plain && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("without -cert and -key it listens on loopback only, for passwords would cross the network unhidden; "+
			"-plain lets it listen on %s for a proxy that has a certificate", o.listen)
	}
	has, err := server.In(o.data)
	if err != nil {
		return err
	}
	if !has {
		return fmt.Errorf("there is no server in the folder %s; rantau-server sample -data makes one", o.data)
	}
	return nil
}

func serve(ctx context.Context, out io.Writer, args []string) error {
	o := serving{}
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.StringVar(&o.data, "data", "rantau-data", "the server's folder")
	flags.StringVar(&o.listen, "listen", "127.0.0.1:8765", "address and port to listen on")
	flags.StringVar(&o.cert, "cert", "", "TLS certificate, a PEM file")
	flags.StringVar(&o.key, "key", "", "its key, a PEM file")
	flags.BoolVar(&o.plain, "plain", false, "listen beyond loopback without a certificate, for a proxy on another machine that has one")
	flags.StringVar(&o.name, "name", "Rantau", "what people know the server by")
	flags.Int64Var(&o.quota, "quota", server.DefaultQuota>>30, "how many GiB of files each person may bring")
	if done, err := parse(flags, out, args); done || err != nil {
		return err
	}
	if err := o.check(); err != nil {
		return err
	}
	var secure *tls.Config
	if o.cert != "" { // read before anything listens
		pair, err := tls.LoadX509KeyPair(o.cert, o.key)
		if err != nil {
			return fmt.Errorf("read the certificate %s and its key %s: %w", o.cert, o.key, err)
		}
		secure = &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}
	}
	s, err := server.Open(o.data, server.Options{Name: o.name, Quota: o.quota << 30})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	line, err := net.Listen("tcp", o.listen)
	if err != nil {
		return err
	}
	return answer(ctx, out, s, line, secure)
}

// answer serves until ctx ends.
func answer(ctx context.Context, out io.Writer, s *server.Server, line net.Listener, secure *tls.Config) error {
	web := s.HTTPServer()
	web.TLSConfig = secure
	go func() {
		<-ctx.Done()
		s.Hush() // lets go of those who wait for news
		end, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = web.Shutdown(end)
	}()
	go tidyDaily(ctx, s)
	go s.RunErrands(ctx, func(err error) { fmt.Fprintln(os.Stderr, "rantau-server: errands:", err) })
	_, _ = fmt.Fprintf(out, "listening on %s\n", line.Addr())
	var err error
	if secure != nil {
		err = web.ServeTLS(line, "", "")
	} else {
		err = web.Serve(line)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

func tidyDaily(ctx context.Context, s *server.Server) {
	for {
		if err := s.Tidy(ctx); err != nil && ctx.Err() == nil {
			fmt.Fprintln(os.Stderr, "rantau-server: tidy up:", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(24 * time.Hour):
		}
	}
}
