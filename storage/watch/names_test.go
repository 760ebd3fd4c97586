package watch

import "testing"

func TestPassed(t *testing.T) {
	for name, want := range map[string]Why{
		"report.docx": "", "~$report.docx": Passing, ".~lock.report.odt#": Passing, "~WRL0001.tmp": Passing, "lu1234abc.tmp": Passing,
		"notes.txt~": Passing, ".notes.txt.swp": Passing, "4913": Passing, "#notes.txt#": Passing, ".#notes.txt": Passing,
		"film.mp4.part": Passing, "film.mp4.crdownload": Passing, "FILM.MP4.PART": Passing, ".goutputstream-ABC": Passing,
		"Thumbs.db": Hidden, "desktop.ini": Hidden, ".DS_Store": Hidden, ".git": Hidden, "._photo.jpg": Passing,
		"a~b.txt": "", "#1.txt": "", "4913.pdf": "", "part": "", "my.partner.txt": "", "ບົດຮຽນ.pdf": "", "#": "", "~": Passing,
	} {
		if got := Passed(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	for rel, want := range map[string]Why{"a/b/c.txt": "", ".git/config": Hidden, "a/.cache/b/c": Hidden, "a/b.part": Passing, "x.tmp/a": Passing} {
		if got := passedOn(rel); got != want {
			t.Errorf("%q: %q, want %q", rel, got, want)
		}
	}
}
