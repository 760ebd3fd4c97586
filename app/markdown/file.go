package markdown

import (
	"context"
	"path/filepath"

	"rantau/app/ui"
	"rantau/campus"
)

// PictureTypes are the names that a picture may end in.
var PictureTypes = []string{".png", ".jpg", ".jpeg", ".gif", ".webp"}

// OpenPicture gives the file of a picture that a text names: of the documents that hang
// on the lesson or the article. It waits for the disk and perhaps the line.
func OpenPicture(ctx context.Context, env *ui.Env, of campus.ID, name string) (string, error) {
	documents, err := Documents(ctx, env, of)
	if err != nil {
		return "", err
	}
	clean := campus.CleanFileName(name)
	for _, r := range documents {
		if d := campus.As[campus.Document](r); d.Name == name || d.Name == clean {
			return env.Files.Open(ctx, r.ID, func(campus.FileState) {})
		}
	}
	return "", campus.Errorf(campus.NotFound, "this lesson has no picture called %s", name)
}

// Documents are those that hang on a lesson or an article.
func Documents(ctx context.Context, env *ui.Env, of campus.ID) ([]campus.Record, error) {
	pictures, err := env.Replica.Records(ctx, campus.Query{Kind: "document", Lesson: of, Order: campus.ByName})
	if err != nil {
		return nil, err
	}
	files, err := env.Replica.Records(ctx, campus.Query{Kind: "document", Of: of, Order: campus.ByName})
	return append(pictures, files...), err
}

// TakePicture takes a picture in, after a look whether it is one.
func TakePicture(ctx context.Context, env *ui.Env, path string) (campus.Document, error) {
	if _, err := Decode(path); err != nil {
		if campus.CodeOf(err) == campus.TooLarge {
			return campus.Document{}, err
		}
		return campus.Document{}, campus.Errorf(campus.Invalid, "%s", notPicture.Say(filepath.Base(path)))
	}
	return env.Files.Add(ctx, path)
}

// Pictured are the names of the files that a text shows as pictures.
func Pictured(text string) map[string]bool {
	names := map[string]bool{}
	for _, b := range Parse(text) {
		if b.Kind == Picture && !b.Remote {
			names[b.Name], names[campus.CleanFileName(b.Name)] = true, true
		}
	}
	return names
}
