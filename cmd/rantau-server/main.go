// Command rantau-server is the central server: one binary, one folder.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
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
sample  makes a new folder with the sample campus
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "rantau-server:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, args []string) error {
	if len(args) == 0 {
		return errors.New("say what to do\n\n" + usage)
	}
	switch args[0] {
	case "serve":
		return serve(ctx, out, args[1:])
	case "sample":
		return makeSample(ctx, out, args[1:])
	case "help", "-h", "-help", "--help":
		_, err := fmt.Fprint(out, usage)
		return err
	}
	return fmt.Errorf("%q is not a command\n\n%s", args[0], usage)
}

// parse reads the flags, and nothing but flags. done says that help was asked
// for and given.
func parse(flags *flag.FlagSet, out io.Writer, args []string) (done bool, err error) {
	flags.SetOutput(io.Discard) // the error says it, once
	err = flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(out)
		flags.Usage()
		return true, nil
	case err != nil:
		return false, fmt.Errorf("%w; rantau-server %s -h lists the flags", err, flags.Name())
	case flags.NArg() > 0:
		return false, fmt.Errorf("%q is one word too many; rantau-server %s takes flags only", flags.Arg(0), flags.Name())
	}
	return false, nil
}

func makeSample(ctx context.Context, out io.Writer, args []string) error {
	flags := flag.NewFlagSet("sample", flag.ContinueOnError)
	data := flags.String("data", "rantau-data", "the server's folder; a new or an empty one")
	size := flags.String("size", string(sample.Small), "small or batch")
	seedNr := flags.Int64("seed", 1, "the same seed gives the same campus")
	if done, err := parse(flags, out, args); done || err != nil {
		return err
	}
	if *size != string(sample.Small) && *size != string(sample.Batch) {
		return fmt.Errorf("there is no size %q; small and batch are the sizes", *size)
	}
	start := time.Now()
	cfg := sample.Config{Seed: *seedNr, Size: sample.Size(*size), Now: start}
	err := seed.Make(ctx, *data, server.Options{Name: "Sample campus"}, cfg, func(done int) { _, _ = fmt.Fprintf(out, "\r%d actions", done) })
	if err != nil {
		return fmt.Errorf("%w; nothing was made", err)
	}
	_, err = fmt.Fprintf(out, " in %.1f s; everybody's password is %q, for example user %q\n", time.Since(start).Seconds(), sample.Password, sample.Teacher)
	return err
}
