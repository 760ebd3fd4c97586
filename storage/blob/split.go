package blob

import (
	"context"
	"errors"
	"io"

	"github.com/restic/chunker"

	"rantau/campus"
)

// How a file is cut is a part of the protocol: two programs that cut alike find
// that they hold the same chunks, and a small edit stays small on a thin line.
//
// Bytes are bits, the highest first; a run of 64 bytes is a polynomial over
// GF(2) of degree 511 at most; its fingerprint is the remainder by Polynomial.
// A chunk ends after the byte at which the chunk has MinChunk bytes or more and
// the low AverageBits bits of the fingerprint of its last 64 bytes are zero, or
// at MaxChunk bytes, or at the end of the file.
const (
	Polynomial  = 0x2a05aa82df32eb // of degree 53, irreducible
	AverageBits = 16
	MinChunk    = 16 << 10
	MaxChunk    = 256 << 10
)

// split cuts what r gives, and hands each chunk to take. The bytes are take's
// to keep.
func split(ctx context.Context, r io.Reader, take func(Chunk) error) (Manifest, error) {
	c := chunker.NewWithBoundaries(r, Polynomial, MinChunk, MaxChunk)
	c.SetAverageBits(AverageBits)
	var m Manifest
	for {
		if err := ctx.Err(); err != nil {
			return m, err
		}
		next, err := c.Next(make([]byte, 0, 96<<10))
		if errors.Is(err, io.EOF) {
			if len(m.Encode()) > MaxManifest {
				return m, tooManyChunks()
			}
			return m, nil
		}
		if err != nil {
			return m, err
		}
		piece := Piece{Hash: Hash(next.Data), Size: len(next.Data)}
		m.Pieces = append(m.Pieces, piece)
		m.Size += int64(piece.Size)
		if m.Size > campus.MaxFile {
			return m, campus.Errorf(campus.TooLarge, "a file can have up to %d GB", campus.MaxFile>>30)
		}
		if err := take(Chunk{piece.Hash, next.Data}); err != nil {
			return m, err
		}
	}
}

// ManifestOf cuts and names what r gives, and stores nothing.
func ManifestOf(r io.Reader) (string, Manifest, error) {
	m, err := split(context.Background(), r, func(Chunk) error { return nil })
	if err != nil {
		return "", Manifest{}, err
	}
	return m.Hash(), m, nil
}
