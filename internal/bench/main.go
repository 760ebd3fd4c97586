// Command bench prints the figures that docs/benchmarks.md keeps. It needs no
// network: the slow line is a proxy of its own.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"regexp"
	"runtime"
	"runtime/pprof"

	"rantau/app/reader"
)

// figure is one row of the table.
type figure struct {
	name string
	aim  string
	run  func(context.Context) (string, error)
}

func main() {
	if reader.IsWorker() { // the figures of the reader start this program
		os.Exit(reader.Worker())
	}
	only := flag.String("only", "", "run the figures whose name matches this pattern")
	profile := flag.String("cpuprofile", "", "write a CPU profile to this file")
	flag.Parse()
	match, err := regexp.Compile(*only)
	if err != nil {
		log.Fatal(err)
	}
	if *profile != "" {
		f, err := os.Create(*profile)
		if err != nil {
			log.Fatal(err)
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			log.Fatal(err)
		}
		defer pprof.StopCPUProfile()
	}
	fmt.Printf("%s/%s, %d cores, %s\n\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	fmt.Println("| figure | aim | measured |\n| --- | --- | --- |")
	failed := false
	rest, end := beside()
	for _, f := range append(figures(), rest...) {
		if !match.MatchString(f.name) {
			continue
		}
		got, err := f.run(context.Background())
		if err != nil {
			failed = true
			got = "failed: " + err.Error()
		}
		fmt.Printf("| %s | %s | %s |\n", f.name, f.aim, got)
	}
	end()
	if failed {
		log.SetFlags(0)
		log.Println("some figures could not be measured")
		os.Exit(1)
	}
}

func figures() []figure {
	return []figure{
		{"first pull of 10,000 records, loopback", "≥ 15,000 records a second, ≤ 1.3 MB on the wire", firstPull},
		{"the same at 300 ms, 128 kbit/s", "≤ 1.15 × the time that the compressed bytes need", slowPull},
		{"nothing to say", "1 round trip, ≤ 500 bytes both ways", idle},
		{"one changed record", "1 round trip, ≤ 1 KB, ≤ 10 ms", oneChange},
		{"a small sync while the server grows, 10 and 200 spaces", "flat within 1.3 ×", scale},
		{"a student's part of a batch of 34,000 records, 300 ms, 64 kbit/s", "measured", twentieth},
		{"1,000 records made offline, pushed", "≤ 150 ms", push},
		{"saving a post, durable, 300,000 records in the copy", "p95 ≤ 10 ms", save},
		{"start to a usable window, 30,000 records", "≤ 1.3 × an empty Fyne window", start},
		{"words of 1 MB of Thai", "beside ICU", segmenting},
		{"a Thai post of 10,000 words", "beside Fyne's label", prose},
		{"search over posts in ten languages", "p95 ≤ 30 ms", search},
		{"sections, scrolling, typing and a page at 300,000 records", "a section ≤ 50 ms, a frame ≤ 16 ms while scrolling, first results ≤ 50 ms, a page without a frame past 32 ms, memory ≤ 1.3 ×", sections},
		{"a gradebook of 200 students × 40 assignments, opened", "≤ 100 ms", gradebook},
		{"reader: the first page on screen, a page after a jump", "≤ 1.15 × mutool draw", pagesDrawn},
		{"reader: a document of 1,000 pages scrolled through", "a page near ≤ 16 ms, no frame past 16 ms, memory ≤ the limit + 10 %", readThrough},
		{"reader: the same in a window", "no frame past 16 ms, memory ≤ the limit + 10 %", readInWindow},
		{"reader: text of 100 PDFs into the search", "pages a second, beside mutool draw -F text", textOfPapers},
		{"moving: 200 documents of 50 MB and one of 20 MB, loopback", "≤ 1.003 × the bytes, ≤ 1 s; nothing changed ≤ 500 bytes; 1 KB put into the middle ≤ 100 KB; a cut ≤ 100 KB sent twice; beside rsync", moving},
		{"a folder of 20,000 files in step", "a start and one change ≤ 2 s, seen ≤ 1 s after it is quiet", folder},
		{"an empty window with the program's faces", "beside Fyne's own", faces},
	}
}
