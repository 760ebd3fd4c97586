package stranger_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
)

// python is the example with a state of its own.
type python struct {
	t     *testing.T
	state string
}

const folder = "../../docs/example-client"

// cutCode is what the example ends with where the line was cut.
const cutCode = 75

func newPython(t *testing.T) *python {
	t.Helper()
	const old = "import sys; sys.exit(sys.version_info < (3, 9))"
	if err := exec.CommandContext(t.Context(), "python3", "-c", old).Run(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("python3 of 3.9 or later is wanted here (scripts/need ci installs it): %v", err)
		}
		t.Skipf("no python3 of 3.9 or later, and the example is in Python: %v", err)
	}
	// Read here, so that a test whose result is kept runs again when the example changed.
	for _, name := range []string{"rantau.py", "ground.py", "ed25519.py"} {
		if _, err := os.ReadFile(filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	return &python{t: t, state: filepath.Join(t.TempDir(), "rantau.json")}
}

func (p *python) command(args ...string) (cmd *exec.Cmd, out, trouble *bytes.Buffer) {
	p.t.Helper()
	script, err := filepath.Abs(folder + "/rantau.py")
	if err != nil {
		p.t.Fatal(err)
	}
	cmd = exec.CommandContext(p.t.Context(), "python3", append([]string{"-B", script}, args...)...) // -B: nothing is written beside it
	cmd.Env = append(os.Environ(), "RANTAU_STATE="+p.state, "PYTHONUTF8=1")
	out, trouble = &bytes.Buffer{}, &bytes.Buffer{}
	cmd.Stdout, cmd.Stderr = out, trouble
	return cmd, out, trouble
}

// try runs a command that may be cut, and tells whether it was.
func (p *python) try(args ...string) (cut bool) {
	p.t.Helper()
	cmd, _, trouble := p.command(args...)
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == cutCode {
		return true
	}
	if err != nil || trouble.Len() > 0 {
		p.t.Fatalf("rantau.py %s: %v: %s", strings.Join(args, " "), err, trouble)
	}
	return false
}

// do runs a command that must come to its end.
func (p *python) do(args ...string) string {
	p.t.Helper()
	cmd, out, trouble := p.command(args...)
	if err := cmd.Run(); err != nil || trouble.Len() > 0 {
		p.t.Fatalf("rantau.py %s: %v: %s", strings.Join(args, " "), err, trouble)
	}
	return out.String()
}

// killed runs a command and kills it once the line stands still.
func (p *python) killed(still <-chan struct{}, args ...string) {
	p.t.Helper()
	cmd, _, trouble := p.command(args...)
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	select {
	case <-still:
		_ = cmd.Process.Kill()
		<-ended
	case <-ended:
		p.t.Fatalf("rantau.py %s ended before the line stood still: %s", strings.Join(args, " "), trouble)
	}
}

// shown is a record as a person would compare it.
type shown struct {
	Space, ID, Kind, Author, Editor, Audience string
	Seq, Created, Edited                      int64
	Deleted                                   bool
	Body, Versions, Written                   any
}

func (p *python) list() map[string]shown {
	p.t.Helper()
	out := map[string]shown{}
	for line := range strings.Lines(p.do("list")) {
		var s shown
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			p.t.Fatalf("%v: %s", err, line)
		}
		if s.Editor == "" {
			s.Editor = s.Author
		}
		if s.Edited == 0 {
			s.Edited = s.Created
		}
		out[s.Space+" "+s.ID] = s
	}
	return out
}

// listOf is the same of a replica of ours.
func listOf(t *testing.T, d *testenv.Device) map[string]shown {
	t.Helper()
	records, err := d.Records(t.Context(), campus.Query{Deleted: true})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]shown{}
	for _, r := range records {
		s := shown{Space: string(r.Space), ID: string(r.ID), Kind: r.Kind, Author: string(r.Author), Editor: string(r.Editor),
			Audience: string(r.Audience), Seq: r.Seq, Created: r.Created.UnixMilli(), Edited: r.Edited.UnixMilli(), Deleted: r.Deleted}
		if !r.Deleted {
			s.Body = plain(t, json.RawMessage(r.Body))
		}
		if len(r.Versions) > 0 {
			s.Versions = plain(t, r.Versions)
		}
		if r.Written != nil {
			s.Written = plain(t, r.Written)
		}
		if s.Editor == "" {
			s.Editor = s.Author
		}
		out[s.Space+" "+s.ID] = s
	}
	return out
}

func plain(t *testing.T, v any) (out any) {
	t.Helper()
	b, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// alike compares what the example has with what a new replica of the same person gets.
func alike(t *testing.T, p *python, d *testenv.Device) {
	t.Helper()
	got, want := p.list(), listOf(t, d)
	if len(want) == 0 {
		t.Fatal("the replica has nothing")
	}
	for id, w := range want {
		if g, has := got[id]; !has {
			t.Errorf("the example lacks the %s %s", w.Kind, id)
		} else if !reflect.DeepEqual(g, w) {
			t.Errorf("the example has\n%+v\nwant\n%+v", g, w)
		}
	}
	for id, g := range got {
		if _, has := want[id]; !has {
			t.Errorf("the example has a %s more: %s", g.Kind, id)
		}
	}
}

// count is how many records of a kind say something under a field.
func count(list map[string]shown, kind, field, value string) (n int) {
	for _, s := range list {
		if body, ok := s.Body.(map[string]any); ok && s.Kind == kind && body[field] == value {
			n++
		}
	}
	return n
}

// fileOf opens the one document with a name at a replica, and reads it.
func fileOf(t *testing.T, d *testenv.Device, name string) []byte {
	t.Helper()
	records, err := d.Records(t.Context(), campus.Query{Kind: "document"})
	if err != nil {
		t.Fatal(err)
	}
	var found []campus.ID
	for _, r := range records {
		if campus.As[campus.Document](r).Name == name {
			found = append(found, r.ID)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d documents are called %s", len(found), name)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	path, err := d.Files.Open(ctx, found[0], nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
