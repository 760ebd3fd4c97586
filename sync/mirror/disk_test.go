package mirror

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rantau/campus"
)

func diskIn(t *testing.T) *disk {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return &disk{root: root, bin: bin(t.TempDir()), now: time.Now}
}

func says(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

// TestSavedAtOnce: who saves a file in the moment in which it appears has changed it: what
// is noted of it is what was written, not what is there by then.
func TestSavedAtOnce(t *testing.T) {
	d := diskIn(t)
	for i := range 30 {
		name := campus.NumberedName("plan.txt", i)
		full := filepath.Join(d.root.Name(), name)
		saved := make(chan struct{})
		go func() {
			defer close(saved)
			for range 1_000_000 {
				if f, err := os.OpenFile(full, os.O_WRONLY|os.O_TRUNC, 0); err == nil {
					_, _ = f.WriteString("saved at once")
					_ = f.Close()
					return
				}
			}
		}()
		f, err := d.put(name, nil, says("as it came"))
		if err != nil {
			t.Fatal(err)
		}
		<-saved
		b, err := os.ReadFile(full)
		if err != nil {
			t.Fatal(err)
		}
		now, err := d.stat(name)
		if err != nil || string(b) != "as it came" && now.Same(f) {
			t.Fatalf("%q is taken to be what was written (%v)", b, err)
		}
	}
}

// TestTheBin: what lies there keeps its path, is listed with its day, goes back, and goes
// for good after thirty days; its ID leads nowhere else.
func TestTheBin(t *testing.T) {
	dir, now := t.TempDir(), time.Date(2027, 3, 1, 22, 0, 0, 0, time.UTC)
	b := binOf(dir, "space")
	id, err := b.put("week 1/ດິນ.txt", now, says("soil"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.put("../out.txt", now, says("out")); err == nil {
		t.Error("a file was put beside the bin")
	}
	all, err := b.all()
	if err != nil || len(all) != 1 || all[0].ID != id || all[0].Path != "week 1/ດິນ.txt" || all[0].Size != 4 {
		t.Fatalf("%+v, %v", all, err)
	}
	if left := all[0].Until.Sub(now); left < KeepBin || left > KeepBin+24*time.Hour {
		t.Errorf("it goes after %v", left)
	}
	for _, bad := range []string{"", "..", "../x/y", "/etc/passwd", id[:8], id + "/../../../x", "20270301"} {
		if f, _, err := b.open(bad); err == nil {
			_ = f.Close()
			t.Errorf("%q was opened", bad)
		}
	}
	f, path, err := b.open(id)
	if err != nil || path != "week 1/ດິນ.txt" {
		t.Fatalf("%q, %v", path, err)
	}
	_ = f.Close()
	emptyBins(dir, now.Add(KeepBin))
	if all, _ := b.all(); len(all) != 1 {
		t.Error("it went too early")
	}
	emptyBins(dir, now.Add(KeepBin+25*time.Hour))
	if all, err := b.all(); len(all) != 0 || err != nil {
		t.Errorf("it is there after its time: %v", err)
	}
	if all, err := binOf(dir, "another").all(); len(all) != 0 || err != nil {
		t.Errorf("an empty bin: %v, %v", all, err)
	}
}
