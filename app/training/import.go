package training

import (
	"context"
	"errors"
	"image"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/lang"
	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Limits of what is imported.
const (
	maxMarkdown = 1 << 20
	maxPicture  = 20 << 20
	maxUp       = 4 // folders up: course material keeps its pictures beside its lessons
)

// imported is a Markdown file that was read, with what belongs to it.
type imported struct {
	title    string
	text     string
	pictures []string // files on this computer, by full path
	missing  []string // pictures that are named and not there
}

// readMarkdown reads a file and finds its pictures on this computer. It waits
// for the disk.
func readMarkdown(path string) (imported, error) {
	name := filepath.Base(path)
	text, err := readText(path, name)
	if err != nil {
		return imported{}, err
	}
	in := imported{text: text, title: titleOf(text, name)}
	root, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return in, campus.Errorf(campus.NotFound, "%s", cannotRead.Say(name))
	}
	taken := map[string]string{} // picture name to path
	for _, link := range markdown.Pictures(text) {
		file, why := pictureFile(root, link)
		called := campus.CleanFileName(markdown.PictureName(link))
		switch {
		case file == "":
			in.missing = appendNew(in.missing, why.Say(link))
		case taken[called] == file:
		case taken[called] != "":
			in.missing = appendNew(in.missing, sameName.Say(link))
		default:
			taken[called] = file
			in.pictures = append(in.pictures, file)
		}
	}
	return in, nil
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func readText(path, name string) (string, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return "", campus.Errorf(campus.NotFound, "%s", cannotRead.Say(name))
	case !info.Mode().IsRegular():
		return "", campus.Errorf(campus.Invalid, "%s", notRegular.Say(name))
	case info.Size() > maxMarkdown:
		return "", campus.Errorf(campus.TooLarge, "%s", tooLargeText.Say(name, ui.Bytes(info.Size())))
	}
	f, err := os.Open(path)
	if err != nil {
		return "", campus.Errorf(campus.NotFound, "%s", cannotRead.Say(name))
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxMarkdown)) // it may have grown since
	if err != nil {
		return "", campus.Errorf(campus.NotFound, "%s", cannotRead.Say(name))
	}
	text := strings.TrimPrefix(string(b), "\ufeff")
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return "", campus.Errorf(campus.Invalid, "%s", notText.Say(name))
	}
	return strings.ReplaceAll(text, "\r\n", "\n"), nil
}

// pictureFile finds the file of a picture's link, or says why there is none. Only a relative path to an
// ordinary file that is a picture, not too large, and reached through no
// symbolic link: a Markdown file from a stranger must not carry other files of
// this computer into a class.
func pictureFile(root, link string) (file string, why lang.Text) {
	path, ok := markdown.LocalPath(link)
	if !ok || !slices.Contains(markdown.PictureTypes, strings.ToLower(filepath.Ext(path))) || strings.Count(path, "..") > maxUp {
		return "", notPicture
	}
	full := filepath.Join(root, filepath.FromSlash(path))
	real, err := filepath.EvalSymlinks(full)
	if errors.Is(err, fs.ErrNotExist) {
		return "", notThere
	}
	if err != nil || real != full {
		return "", notPicture
	}
	info, err := os.Lstat(full)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxPicture {
		return "", notPicture
	}
	f, err := os.Open(full)
	if err != nil {
		return "", notThere
	}
	defer f.Close()
	if _, _, err = image.DecodeConfig(f); err != nil { // a file is not a picture because of its name
		return "", notPicture
	}
	return full, ""
}

// titleOf takes the first heading, or else the name of the file.
func titleOf(text, name string) string {
	title := strings.TrimSuffix(name, filepath.Ext(name))
	for _, b := range markdown.Parse(text) {
		if b.Kind == markdown.Heading {
			title = markdown.Plain(b.Spans)
			break
		}
	}
	title = strings.Join(strings.Fields(title), " ")
	if runes := []rune(title); len(runes) > campus.MaxName {
		title = string(runes[:campus.MaxName])
	}
	if title == "" {
		return untitled.Say()
	}
	return title
}

// importMarkdown makes a lesson of a file, a draft until its author has looked at it:
// the lesson and its pictures are one action.
func importMarkdown(ctx context.Context, env *ui.Env, class campus.ID, path string) (campus.ID, imported, error) {
	in, err := readMarkdown(path)
	if err != nil {
		return "", in, err
	}
	draft := lessonDraft{Written: markdown.Written{ID: campus.NewID(), Title: in.title, Text: in.text}}
	for _, file := range in.pictures {
		d, err := env.Files.Add(ctx, file)
		if err != nil {
			return "", in, err
		}
		draft.Pictures = append(draft.Pictures, d)
	}
	changes, err := lessonChanges(ctx, env.Replica, class, campus.Record{}, nil, draft, campus.StaffOnly)
	if err != nil {
		return "", in, err
	}
	return draft.ID, in, env.Replica.Save(ctx, campus.Action{Space: class, Changes: changes})
}

// importFile asks for a Markdown file and makes a lesson of it.
func (p *classPage) importFile() {
	widget.ChooseFile(p.env, []string{".md", ".markdown", ".txt"}, func(path string) { p.importFrom(path) })
}

func (p *classPage) importFrom(path string) {
	class := p.id
	var lesson campus.ID
	var in imported
	p.lessons.note.SetText(importing.Say(filepath.Base(path)))
	ui.Do(p.env, func(ctx context.Context) (err error) {
		lesson, in, err = importMarkdown(ctx, p.env, class, path)
		return err
	}, func(err error) {
		p.lessons.note.SetText("")
		p.trouble.Say(ui.Sentence(err))
		if err != nil {
			return
		}
		p.load()
		if len(in.missing) > 0 {
			p.reportMissing(in)
		} else if p.id == class {
			p.screen.read(lesson)
		}
	})
}

// reportMissing names the pictures that were not found.
func (p *classPage) reportMissing(in imported) {
	var sheet *widget.Sheet
	missing := widget.Lead(widget.Clean(strings.Join(in.missing, "\n")))
	missing.Most = 0
	body := container.NewBorder(widget.Lead(importedSome.Say(in.title)), nil, nil, nil,
		container.NewVScroll(missing))
	sheet = widget.ShowSheet(p.env.Window, fyne.NewSize(560, 420), importedTitle.Say(), body,
		widget.Main(closing.Say(), nil, func() { sheet.Hide() }))
}
