// Command rantau is the desktop program: wiring only.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"rantau/app"
	"rantau/app/reader"
	"rantau/internal/journey"
)

// noDisplay is how the program ends where no window can be: scripts/run knows it.
const noDisplay = 3

func main() {
	if reader.IsWorker() { // this process draws pages for another one
		os.Exit(reader.Worker())
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "rantau:", err)
		if errors.Is(err, app.ErrNoDisplay) {
			os.Exit(noDisplay)
		}
		os.Exit(1)
	}
}

func run() error {
	o := options{}
	flag.StringVar(&o.data, "data", "", "folder that everything is kept in (default: the user's folder for programs)")
	flag.StringVar(&o.profile, "profile", "default", "name of the profile: each has its own folder, person and copy")
	flag.StringVar(&o.server, "server", "", "address of the server to sign in to, such as https://rantau.example.org")
	flag.BoolVar(&o.sample, "sample", false, "run a server inside, with a sample campus, and sign in as a teacher")
	driven := flag.Bool("drive", false, "take commands from standard input: for tests (docs/design-app.md)")
	played := flag.String("journey", "", "play the journey of a teacher and a student in windows of their own; pictures go to this `folder`")
	flag.Parse()
	if *played != "" {
		return journey.Play(context.Background(), *played)
	}
	if err := o.settle(); err != nil {
		return err
	}
	only, first, err := claim(o.folder())
	if err != nil || !first { // another window of this profile came to the front
		return err
	}
	defer only.release()
	if err := app.FindDisplay(); err != nil {
		return err
	}
	d := &desk{options: o}
	p := app.New(d.window())
	only.onSecond(p.Raise)
	if *driven {
		p.Drive(os.Stdin, os.Stdout)
	}
	p.Run()
	return nil
}
