package syncpage

import (
	"context"
	"path/filepath"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// What is said of folders on the disk.
const (
	foldersHead lang.Text = "syncpage.foldersHead"
	foldersHint lang.Text = "syncpage.foldersHint"
	foldersMore lang.Text = "syncpage.foldersMore"
)

// mostStuck are shown of one folder.
const mostStuck = 50

// inStep lists what stays as it is in the folders that are kept in step, with the reason,
// and what a person is asked of them.
func inStep(ctx context.Context, env *ui.Env, names map[campus.ID]string) ([]item, error) {
	if env.Folders == nil {
		return nil, nil
	}
	all, err := env.Folders.Mirrors(ctx)
	var out []item
	for _, s := range all {
		where := inPlace(names[s.Space])
		switch s.State {
		case campus.Asks, campus.Away, campus.Halted:
			it := item{what: widget.Clean(filepath.Base(s.Dir)), where: where}
			it.reason, _ = ui.MirrorWords(s)
			if s.State == campus.Asks {
				it.mirror = &s
			}
			out = append(out, it)
		}
		for i, f := range s.Stuck {
			if i == mostStuck {
				out = append(out, item{what: foldersMore.Count(len(s.Stuck) - i), where: where})
				break
			}
			out = append(out, item{what: widget.Clean(filepath.FromSlash(f.Path)), where: where, reason: ui.Capital(ui.Reason(f.Reason))})
		}
	}
	if len(out) > 0 {
		out = append([]item{{heading: foldersHead.Say(), hint: foldersHint.Say()}}, out...)
	}
	return out, err
}
