package widget

import (
	"net"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/storage"
)

func TestPlainFiles(t *testing.T) {
	dir := t.TempDir()
	file, link, socket := filepath.Join(dir, "a.md"), filepath.Join(dir, "b.md"), filepath.Join(dir, "c.md")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip("no links here:", err)
	}
	line, err := net.Listen("unix", socket) // as little a file as a pipe is
	if err != nil {
		t.Skip("no sockets here:", err)
	}
	defer func() { _ = line.Close() }()
	for _, c := range []struct {
		path    string
		endings []string
		want    bool
	}{
		{file, nil, true}, {file, []string{".md"}, true}, {file, []string{".pdf"}, false}, {link, []string{".md"}, true},
		{socket, nil, false}, {socket, []string{".md"}, false}, {filepath.Join(dir, "gone.md"), nil, false},
	} {
		if got := plainFiles(c.endings).Matches(storage.NewFileURI(c.path)); got != c.want {
			t.Errorf("%s with %v: %v, want %v", filepath.Base(c.path), c.endings, got, c.want)
		}
	}
}
