package sync

import (
	"context"
	"os"
	"path/filepath"

	"rantau/campus"
	"rantau/storage/blob"
)

// OpenMine implements campus.Files.
func (f *Files) OpenMine(ctx context.Context, doc campus.Document) (string, error) {
	if !blob.ValidHash(doc.Manifest) {
		return "", campus.Errorf(campus.NotFound, "this document is not here")
	}
	w := want{manifest: doc.Manifest, name: doc.Name, size: doc.Size}
	if !f.state(w).Whole() {
		return "", campus.Errorf(campus.NotFound, "this document is not here")
	}
	m, err := f.blobs.Manifest(w.manifest)
	if err != nil {
		return "", err
	}
	path := filepath.Join(f.dir, w.manifest[:16], campus.CleanFileName(w.name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	return path, f.blobs.AssembleTo(ctx, m, path)
}
