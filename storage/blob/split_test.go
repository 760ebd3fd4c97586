package blob

import (
	"bytes"
	"crypto/sha256"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/restic/chunker"
)

// random gives the same bytes for the same seed, on every computer.
func random(seed uint64, n int) []byte {
	var key [32]byte
	for i := range 8 {
		key[i] = byte(seed >> (8 * i))
	}
	b := make([]byte, n)
	_, _ = rand.NewChaCha8(key).Read(b)
	return b
}

// cut does what the comment on Polynomial says and nothing else: it is what a
// stranger would write from it.
func cut(b []byte) []int {
	fingerprint := func(window []byte) uint64 {
		var f uint64
		for _, c := range window {
			for bit := 7; bit >= 0; bit-- {
				f = f<<1 | uint64(c>>bit&1)
				if f>>53 == 1 {
					f ^= Polynomial
				}
			}
		}
		return f
	}
	var sizes []int
	size := 0
	for i := range b {
		size++
		if size == MaxChunk || size >= MinChunk && fingerprint(b[i-63:i+1])&(1<<AverageBits-1) == 0 {
			sizes, size = append(sizes, size), 0
		}
	}
	if size > 0 {
		sizes = append(sizes, size)
	}
	return sizes
}

func TestCutsAsTheDocumentationSays(t *testing.T) {
	if !chunker.Pol(Polynomial).Irreducible() || chunker.Pol(Polynomial).Deg() != 53 {
		t.Fatal("the polynomial is not irreducible, or not of degree 53")
	}
	for name, b := range map[string][]byte{
		"empty":    {},
		"one byte": {7},
		"minimum":  random(1, MinChunk),
		"random":   random(2, 600_000),
		"zeros":    make([]byte, 2*MinChunk+5),
		"ones":     bytes.Repeat([]byte{0xff}, MaxChunk+70),
	} {
		_, m, err := ManifestOf(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		want := cut(b)
		if len(want) != len(m.Pieces) {
			t.Fatalf("%s: %d chunks, want %d", name, len(m.Pieces), len(want))
		}
		at := 0
		for i, p := range m.Pieces {
			if p.Size != want[i] || p.Hash != Hash(b[at:at+p.Size]) {
				t.Fatalf("%s: chunk %d has %d bytes, want %d", name, i, p.Size, want[i])
			}
			at += p.Size
		}
	}
}

// The name of a known file, that a stranger can make too: the SHA-256 of "0",
// of "1", … of "31249", one after the other. A change of its name is a change of
// the protocol.
func TestKnownManifest(t *testing.T) {
	const want = "9ab879c989dec73fda93c107cad3d49b19cdb7bbe1c5a0f410148a997cfe80e4"
	var b []byte
	for i := range 31250 {
		sum := sha256.Sum256([]byte(strconv.Itoa(i)))
		b = append(b, sum[:]...)
	}
	hash, m, err := ManifestOf(bytes.NewReader(b))
	if err != nil || hash != want {
		t.Errorf("got %s with %d chunks, %v", hash, len(m.Pieces), err)
	}
}

func TestSmallEditChangesFewChunks(t *testing.T) {
	b := random(4, 5<<20)
	_, before, err := ManifestOf(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	average := len(b) / len(before.Pieces)
	if average < 48<<10 || average > 112<<10 {
		t.Errorf("chunks have %d bytes on average", average)
	}
	edited := append(append(bytes.Clone(b[:2<<20]), "three words more "...), b[2<<20:]...)
	_, after, err := ManifestOf(bytes.NewReader(edited))
	if err != nil {
		t.Fatal(err)
	}
	had := map[string]bool{}
	for _, p := range before.Pieces {
		had[p.Hash] = true
	}
	fresh := 0
	for _, p := range after.Pieces {
		if !had[p.Hash] {
			fresh++
		}
	}
	if fresh == 0 || fresh > 3 {
		t.Errorf("%d of %d chunks are new", fresh, len(after.Pieces))
	}
}
