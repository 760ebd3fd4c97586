package sqlitedb

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhatIsDeletedIsGone: not only from the tables, from the bytes of the file.
func TestWhatIsDeletedIsGone(t *testing.T) {
	db := open(t)
	const said = "a-thing-that-was-withdrawn"
	for _, v := range []string{said, strings.Repeat(said, 2000), "it stays"} { // in a page, and over many
		if err := put(db, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Write(ctx, Durable, func(tx *Tx) error {
		_, err := tx.Exec(`DELETE FROM t WHERE v LIKE ?`, said+"%")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(filepath.Dir(db.Path()), "*"))
	if err != nil {
		t.Fatal(err)
	}
	stays := false
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(said)) {
			t.Errorf("%s still holds it", filepath.Base(f))
		}
		stays = stays || bytes.Contains(b, []byte("it stays"))
	}
	if !stays {
		t.Error("the test looks into no file that holds what is there")
	}
}
