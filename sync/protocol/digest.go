package protocol

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"

	"rantau/campus"
)

// Start is the one cursor that a replica may make by itself: it has a space that
// it founded, and has read nothing of it yet. Without it the server could not
// tell such a replica that its person has left.
const Start = "0"

// Digest names a table of cursors: the first 8 bytes, in hex, of the SHA-256 of
// the lines "space cursor\n", sorted by space.
func Digest(cursors map[campus.ID]string) string {
	var lines []byte
	for _, space := range slices.Sorted(maps.Keys(cursors)) {
		lines = append(append(append(append(lines, space...), ' '), cursors[space]...), '\n')
	}
	sum := sha256.Sum256(lines)
	return hex.EncodeToString(sum[:8])
}
