package blob

import (
	"strconv"

	"rantau/campus"
)

// MaxManifest is the largest manifest, in bytes: some 110,000 chunks, 8 GB of
// an ordinary file.
const MaxManifest = 8 << 20

// Piece is one line of a manifest.
type Piece struct {
	Hash string
	Size int
}

// Manifest lists the chunks of a file, in order. Its only form on the wire and
// on disk is this JSON, with nothing between the marks:
//
//	{"size":70000,"chunks":[["<hash>",65000],["<hash>",5000]]}
//
// An empty file is {"size":0,"chunks":[]}. There is one form only, so that equal
// files have equal manifests, and a manifest has one name: the hash of its bytes.
type Manifest struct {
	Size   int64
	Pieces []Piece
}

// Encode gives the one form.
func (m Manifest) Encode() []byte {
	b := make([]byte, 0, 32+len(m.Pieces)*76)
	b = append(b, `{"size":`...)
	b = strconv.AppendInt(b, m.Size, 10)
	b = append(b, `,"chunks":[`...)
	for i, p := range m.Pieces {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `["`...)
		b = append(b, p.Hash...)
		b = append(b, `",`...)
		b = strconv.AppendInt(b, int64(p.Size), 10)
		b = append(b, ']')
	}
	return append(b, `]}`...)
}

// Hash is the name of the manifest.
func (m Manifest) Hash() string { return Hash(m.Encode()) }

// Unique lists the chunks, each once, in the order of their first use.
func (m Manifest) Unique() []Piece {
	seen := make(map[string]bool, len(m.Pieces))
	var all []Piece
	for _, p := range m.Pieces {
		if !seen[p.Hash] {
			seen[p.Hash] = true
			all = append(all, p)
		}
	}
	return all
}

// Hashes names them.
func (m Manifest) Hashes() []string {
	var all []string
	for _, p := range m.Unique() {
		all = append(all, p.Hash)
	}
	return all
}

// ParseManifest reads the one form, and refuses every other.
func ParseManifest(b []byte) (Manifest, error) {
	if len(b) > MaxManifest {
		return Manifest{}, tooManyChunks()
	}
	s := scanner{rest: b, ok: true}
	m := Manifest{}
	s.expect(`{"size":`)
	m.Size = s.number(campus.MaxFile)
	s.expect(`,"chunks":[`)
	var sum int64
	sizes := map[string]int{}
	for s.ok && !s.ahead(']') {
		if len(m.Pieces) > 0 {
			s.expect(`,`)
		}
		p := Piece{}
		s.expect(`["`)
		p.Hash = s.hash()
		s.expect(`",`)
		p.Size = int(s.number(MaxChunk))
		s.expect(`]`)
		if size, seen := sizes[p.Hash]; p.Size < 1 || seen && size != p.Size {
			s.ok = false // bytes of one name have one length
		}
		sizes[p.Hash] = p.Size
		sum += int64(p.Size)
		m.Pieces = append(m.Pieces, p)
	}
	s.expect(`]}`)
	switch {
	case !s.ok || len(s.rest) > 0:
		return Manifest{}, campus.Errorf(campus.Invalid, "this list of chunks does not have the form of a manifest")
	case sum != m.Size:
		return Manifest{}, campus.Errorf(campus.Invalid, "the chunks have %d bytes together, the manifest says %d", sum, m.Size)
	}
	return m, nil
}

func tooManyChunks() error {
	return campus.Errorf(campus.TooLarge, "the file is too large: its manifest would have more than %d MB", MaxManifest>>20)
}

// scanner walks over bytes that should be a manifest. After the first thing
// that does not fit, ok is false and nothing else matters. It allocates only
// for what it has seen: a few bytes cannot make it ask for much memory.
type scanner struct {
	rest []byte
	ok   bool
}

func (s *scanner) ahead(c byte) bool { return len(s.rest) > 0 && s.rest[0] == c }

func (s *scanner) expect(text string) {
	if !s.ok || len(s.rest) < len(text) || string(s.rest[:len(text)]) != text {
		s.ok = false
		return
	}
	s.rest = s.rest[len(text):]
}

func (s *scanner) hash() string {
	if !s.ok || len(s.rest) < 64 || !ValidHash(string(s.rest[:64])) {
		s.ok = false
		return ""
	}
	h := string(s.rest[:64])
	s.rest = s.rest[64:]
	return h
}

// number reads digits without a sign or leading zeros, up to most.
func (s *scanner) number(most int64) int64 {
	var n int64
	i := 0
	for ; s.ok && i < len(s.rest) && s.rest[i] >= '0' && s.rest[i] <= '9'; i++ {
		n = n*10 + int64(s.rest[i]-'0')
		s.ok = n <= most
	}
	if !s.ok || i == 0 || i > 1 && s.rest[0] == '0' {
		s.ok = false
		return 0
	}
	s.rest = s.rest[i:]
	return n
}
