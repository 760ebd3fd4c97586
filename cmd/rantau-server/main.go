// Command rantau-server is the central server: one binary, one folder.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"rantau/assets/sample"
	"rantau/internal/seed"
	"rantau/sync/server"
)

const usage = `rantau-server serve  [-data DIR] [-listen ADDRESS] [-cert FILE -key FILE]
rantau-server sample [-data DIR] [-size small|batch] [-seed N]

serve   answers the desktop programs
sample  fills an empty folder with the sample campus
`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "rantau-server:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(args) == 0 {
		return errors.New("say what to do\n\n" + usage)
	}
	switch args[0] {
	case "serve":
		return serve(ctx, args[1:])
	case "sample":
		return makeSample(ctx, args[1:])
	case "help", "-h", "--help":
		fmt.Print(usage)
		return nil
	}
	return fmt.Errorf("%q is not a command\n\n%s", args[0], usage)
}

func serve(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	data := flags.String("data", "rantau-data", "the server's folder")
	listen := flags.String("listen", "127.0.0.1:8765", "address to listen on; without a certificate only behind a proxy that has one")
	cert := flags.String("cert", "", "TLS certificate, a PEM file")
	key := flags.String("key", "", "its key")
	name := flags.String("name", "Rantau", "what people know the server by")
	quota := flags.Int64("quota", server.DefaultQuota>>30, "how many GiB of files each person may bring")
	if err := flags.Parse(args); err != nil {
		return err
	}
	s, err := server.Open(*data, server.Options{Name: *name, Quota: *quota << 30})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	line, err := net.Listen("tcp", *listen)
	if err != nil {
		return err
	}
	web := s.HTTPServer()
	go func() {
		<-ctx.Done()
		s.Hush() // lets go of those who wait for news
		end, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = web.Shutdown(end)
	}()
	go tidyDaily(ctx, s)
	fmt.Printf("listening on %s\n", line.Addr())
	if *cert != "" {
		err = web.ServeTLS(line, *cert, *key)
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

func makeSample(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("sample", flag.ContinueOnError)
	data := flags.String("data", "rantau-data", "the server's folder; it has to be empty")
	size := flags.String("size", string(sample.Small), "small or batch")
	seedNr := flags.Int64("seed", 1, "the same seed gives the same campus")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *size != string(sample.Small) && *size != string(sample.Batch) {
		return fmt.Errorf("there is no size %q; small and batch are the sizes", *size)
	}
	s, err := server.Open(*data, server.Options{Name: "Sample campus"})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	start := time.Now()
	err = seed.Fill(ctx, s, sample.Config{Seed: *seedNr, Size: sample.Size(*size), Now: time.Now()}, func(done int) {
		fmt.Printf("\r%d actions", done)
	})
	if err != nil {
		return err
	}
	fmt.Printf(" in %.1f s; everybody's password is %q, for example user %q\n", time.Since(start).Seconds(), sample.Password, sample.Teacher)
	return nil
}
