package words

import (
	"encoding/binary"
	"errors"
)

// trie is one of ICU's dictionaries of a script, read where it lies: a header of
// ICU data, eight numbers, and a BytesTrie whose bytes are runes less an offset.
// The form is that of ICU's bytestrie.h and dictionarydata.h.
type trie struct {
	bytes  []byte
	offset rune
}

var errDictionary = errors.New("words: not one of ICU's dictionaries")

// The places of the numbers behind the header, and what they hold.
const (
	trieOffset = 0 // where the trie begins, behind the header
	totalSize  = 3
	trieType   = 4
	transform  = 5
	numbers    = 8

	bytesTrie       = 0
	transformOffset = 1 << 24
)

func newTrie(data []byte) (trie, error) {
	if len(data) < 4 || data[2] != 0xda || data[3] != 0x27 {
		return trie{}, errDictionary
	}
	header := int(binary.LittleEndian.Uint16(data))
	if len(data) < header+4*numbers {
		return trie{}, errDictionary
	}
	data = data[header:]
	var n [numbers]uint32
	for i := range n {
		n[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	if n[trieType]&7 != bytesTrie || n[transform]&0x7f000000 != transformOffset ||
		uint64(n[totalSize]) > uint64(len(data)) || n[trieOffset] > n[totalSize] {
		return trie{}, errDictionary
	}
	return trie{bytes: data[n[trieOffset]:n[totalSize]], offset: rune(n[transform] & 0x1fffff)}, nil
}

// walk is a way into the trie. The zero value of at is its beginning.
type walk struct {
	t    trie
	at   int // -1: no word goes on from here
	left int // bytes of a chain that are still to be matched
}

func (t trie) walk() walk { return walk{t: t} }

// step goes on by one rune. It tells whether a word ends there.
func (w *walk) step(r rune) (word bool) {
	var b byte
	switch d := r - w.t.offset; {
	case r == 0x200D: // the two joiners are below the script's block
		b = 0xff
	case r == 0x200C:
		b = 0xfe
	case d < 0 || d > 0xfd:
		w.at = -1
		return false
	default:
		b = byte(d)
	}
	defer func() {
		if recover() != nil { // a damaged dictionary ends words, not the program
			w.at, word = -1, false
		}
	}()
	return w.next(b)
}

// The lead bytes of nodes and numbers in a BytesTrie.
const (
	firstChain      = 0x10
	firstValue      = 0x20
	maxLinearBranch = 5

	oneByteValue   = 0x10
	twoByteValue   = 0x51
	threeByteValue = 0x6c
	fourByteValue  = 0x7e

	twoByteDelta   = 0xc0
	threeByteDelta = 0xf0
	fourByteDelta  = 0xfe
)

func (w *walk) next(b byte) bool {
	if w.at < 0 {
		return false
	}
	t := w.t.bytes
	if w.left > 0 {
		return w.chain(b)
	}
	for {
		node := int(t[w.at])
		w.at++
		switch {
		case node < firstChain:
			return w.branch(node, b)
		case node < firstValue:
			w.left = node - firstChain + 1
			return w.chain(b)
		case node&1 != 0: // a final value: nothing goes on
			w.at = -1
			return false
		}
		w.at = w.skipValue(w.at - 1)
	}
}

func (w *walk) chain(b byte) bool {
	if w.t.bytes[w.at] != b {
		w.at = -1
		return false
	}
	w.at++
	w.left--
	return w.left == 0 && w.t.bytes[w.at] >= firstValue
}

func (w *walk) branch(n int, b byte) bool {
	t := w.t.bytes
	if n == 0 {
		n = int(t[w.at])
		w.at++
	}
	n++
	for n > maxLinearBranch {
		less := b < t[w.at]
		w.at++
		if less {
			n >>= 1
			delta, at := w.delta(w.at)
			w.at = at + delta
		} else {
			n -= n >> 1
			_, w.at = w.delta(w.at)
		}
	}
	for ; n > 1; n-- {
		found := b == t[w.at]
		w.at++
		if !found {
			w.at = w.skipValue(w.at)
			continue
		}
		if t[w.at]&1 != 0 {
			return true // a final value; the next step finds it
		}
		delta, at := w.value(w.at)
		w.at = at + delta
		return t[w.at] >= firstValue
	}
	if b != t[w.at] {
		w.at = -1
		return false
	}
	w.at++
	return t[w.at] >= firstValue
}

// value reads the number at a place and gives the place behind it.
func (w *walk) value(at int) (v, behind int) {
	t := w.t.bytes
	lead := int(t[at]) >> 1
	at++
	switch {
	case lead < twoByteValue:
		return lead - oneByteValue, at
	case lead < threeByteValue:
		return (lead-twoByteValue)<<8 | int(t[at]), at + 1
	case lead < fourByteValue:
		return (lead-threeByteValue)<<16 | int(t[at])<<8 | int(t[at+1]), at + 2
	case lead == fourByteValue:
		return int(t[at])<<16 | int(t[at+1])<<8 | int(t[at+2]), at + 3
	}
	return int(binary.BigEndian.Uint32(t[at:])), at + 4
}

func (w *walk) skipValue(at int) int {
	_, behind := w.value(at)
	return behind
}

// delta reads the length of a jump at a place and gives the place behind it.
func (w *walk) delta(at int) (d, behind int) {
	t := w.t.bytes
	lead := int(t[at])
	at++
	switch {
	case lead < twoByteDelta:
		return lead, at
	case lead < threeByteDelta:
		return (lead-twoByteDelta)<<8 | int(t[at]), at + 1
	case lead < fourByteDelta:
		return (lead-threeByteDelta)<<16 | int(t[at])<<8 | int(t[at+1]), at + 2
	case lead == fourByteDelta:
		return int(t[at])<<16 | int(t[at+1])<<8 | int(t[at+2]), at + 3
	}
	return int(binary.BigEndian.Uint32(t[at:])), at + 4
}
