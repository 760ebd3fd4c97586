package resources

import (
	"context"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"rantau/app/documents"
	"rantau/app/ui"
	"rantau/campus"
)

// aside is the copy of a form that the system's program works on. It lies in a folder
// of its own that nothing tidies: it may be the only place of what was written.
type aside struct {
	Path string `json:"path"`
	At   int64  `json:"at"` // when it was last taken in, by the file's own time, in ns

	changed bool
}

func asidePlace(form campus.ID) string { return "form/aside/" + string(form) }

// asideOf looks at the copy of a form; the zero value where there is none.
func asideOf(ctx context.Context, env *ui.Env, form campus.ID) aside {
	var a aside
	text, err := env.Replica.Draft(ctx, asidePlace(form))
	if err != nil || text == "" || json.Unmarshal([]byte(text), &a) != nil {
		return aside{}
	}
	info, err := os.Stat(a.Path)
	if err != nil || !info.Mode().IsRegular() {
		return aside{}
	}
	a.changed = info.ModTime().UnixNano() != a.At && info.Size() > 0
	return a
}

// layAside gives the copy of a form to work on, and makes it where there is none.
func layAside(ctx context.Context, env *ui.Env, r campus.Record) (string, error) {
	if a := asideOf(ctx, env, r.ID); a.Path != "" {
		return a.Path, nil
	}
	from, err := env.Files.Open(ctx, r.ID, nil)
	if err != nil {
		return "", err
	}
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	dir := filepath.Join(base, "rantau", "forms", string(r.ID))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	path := filepath.Join(dir, campus.CleanFileName(campus.As[campus.Document](r).Name))
	to, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return "", err
	}
	err = documents.Copy(ctx, from, to, func(int64) {})
	if e := to.Close(); err == nil {
		err = e
	}
	if err != nil {
		return "", err
	}
	return path, taken(ctx, env, r.ID, path)
}

// taken notes that the copy is as the document is.
func taken(ctx context.Context, env *ui.Env, form campus.ID, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	b, err := json.Marshal(aside{Path: path, At: info.ModTime().UnixNano()})
	if err != nil {
		return err
	}
	return env.Replica.KeepDraft(ctx, asidePlace(form), string(b))
}

// writes are the endings of files that are opened to be written in. Nothing else is
// handed to the system's programs without a question: it could run.
var writes = map[string]bool{".pdf": true, ".doc": true, ".docx": true, ".odt": true, ".rtf": true, ".xls": true, ".xlsx": true, ".ods": true,
	".csv": true, ".ppt": true, ".pptx": true, ".odp": true, ".txt": true, ".md": true}

// openAside opens the copy of a form in the system's program.
func (s *Screen) openAside(r campus.Record) {
	if !writes[strings.ToLower(filepath.Ext(campus.As[campus.Document](r).Name))] {
		if s.env.Show != nil {
			s.env.Show(r)
		}
		return
	}
	var path string
	ui.Do(s.env, func(ctx context.Context) (err error) {
		path, err = layAside(ctx, s.env, r)
		return err
	}, func(err error) {
		if err == nil {
			err = fyne.CurrentApp().OpenURL(fileURL(path))
		}
		if err != nil {
			s.say("", err)
			return
		}
		s.say(fillHint.Say(), nil)
		s.look()
	})
}

// fileURL names a file for the system; on Windows its path begins with a letter.
func fileURL(path string) *url.URL {
	path = filepath.ToSlash(path)
	if path != "" && path[0] != '/' {
		path = "/" + path
	}
	return &url.URL{Scheme: "file", Path: path}
}

// takeIn makes what was written in the copy the next version of the form.
func (s *Screen) takeIn(f filled) {
	ui.Do(s.env, func(ctx context.Context) error { return takeIn(ctx, s.env, f.record.ID) }, func(err error) {
		words := ""
		if err == nil {
			words = takenIn.Say(f.doc.Name)
		}
		s.say(words, err)
		s.look()
	})
}

func takeIn(ctx context.Context, env *ui.Env, form campus.ID) error {
	a := asideOf(ctx, env, form)
	if a.Path == "" {
		return campus.Errorf(campus.NotFound, "%s", noAside.Say())
	}
	file, err := env.Files.Add(ctx, a.Path)
	if err != nil {
		return err
	}
	r, err := env.Replica.Record(ctx, form)
	if err != nil {
		return err
	}
	if file.Manifest != campus.As[campus.Document](r).Manifest {
		err = env.Replica.Save(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{campus.Replace(r, file, env.Replica.Me(), env.Now())}})
		if err != nil {
			return err
		}
	}
	return taken(ctx, env, form, a.Path)
}
