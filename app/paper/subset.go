package paper

import (
	"encoding/binary"
	"errors"
	"slices"
)

var errFace = errors.New("this face is not in the form that a PDF takes")

// subset makes a TrueType face of the glyphs that are used. Each keeps its number, so a
// text is written in the numbers that shaping gave; the others are empty.
func subset(ttf []byte, used map[uint16]bool) ([]byte, error) {
	tables, err := tablesOf(ttf)
	if err != nil {
		return nil, err
	}
	head, loca, glyf := slices.Clone(tables["head"]), tables["loca"], tables["glyf"]
	if len(head) < 54 || len(tables["maxp"]) < 6 {
		return nil, errFace
	}
	count := int(binary.BigEndian.Uint16(tables["maxp"][4:]))
	outline := func(g int) []byte {
		var from, to int
		if binary.BigEndian.Uint16(head[50:]) == 0 {
			if len(loca) < 2*(g+2) {
				return nil
			}
			from, to = 2*int(binary.BigEndian.Uint16(loca[2*g:])), 2*int(binary.BigEndian.Uint16(loca[2*g+2:]))
		} else {
			if len(loca) < 4*(g+2) {
				return nil
			}
			from, to = int(binary.BigEndian.Uint32(loca[4*g:])), int(binary.BigEndian.Uint32(loca[4*g+4:]))
		}
		if from >= to || to > len(glyf) {
			return nil
		}
		return glyf[from:to]
	}
	keep := map[uint16]bool{0: true}
	var take func(g uint16)
	take = func(g uint16) { // with the glyphs of which it is made
		if keep[g] && g != 0 || int(g) >= count {
			return
		}
		keep[g] = true
		for _, part := range partsOf(outline(int(g))) {
			take(part)
		}
	}
	for g := range used {
		take(g)
	}
	var packed []byte
	places := make([]byte, 4*(count+1))
	for g := range count {
		binary.BigEndian.PutUint32(places[4*g:], uint32(len(packed)))
		if keep[uint16(g)] {
			packed = append(packed, outline(g)...)
			for len(packed)%4 != 0 {
				packed = append(packed, 0)
			}
		}
	}
	binary.BigEndian.PutUint32(places[4*count:], uint32(len(packed)))
	binary.BigEndian.PutUint16(head[50:], 1)
	out := map[string][]byte{"head": head, "loca": places, "glyf": packed}
	for _, name := range []string{"hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"} {
		if t, has := tables[name]; has {
			out[name] = t
		}
	}
	return join(out), nil
}

func tablesOf(ttf []byte) (map[string][]byte, error) {
	if len(ttf) < 12 {
		return nil, errFace
	}
	out := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		at := 12 + 16*i
		if at+16 > len(ttf) {
			return nil, errFace
		}
		from, size := int(binary.BigEndian.Uint32(ttf[at+8:])), int(binary.BigEndian.Uint32(ttf[at+12:]))
		if from+size > len(ttf) {
			return nil, errFace
		}
		out[string(ttf[at:at+4])] = ttf[from : from+size]
	}
	if out["glyf"] == nil || out["loca"] == nil {
		return nil, errFace
	}
	return out, nil
}

// partsOf lists the glyphs of which another is composed.
func partsOf(outline []byte) (out []uint16) {
	if len(outline) < 10 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return nil
	}
	const words, scale, more, twoScales, matrix = 1, 8, 32, 64, 128
	for at := 10; at+4 <= len(outline); {
		flags := binary.BigEndian.Uint16(outline[at:])
		out = append(out, binary.BigEndian.Uint16(outline[at+2:]))
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			break
		}
	}
	return out
}

// join lays tables out as a file.
func join(tables map[string][]byte) []byte {
	names := make([]string, 0, len(tables))
	for n := range tables {
		names = append(names, n)
	}
	slices.Sort(names)
	out := make([]byte, 12+16*len(names))
	binary.BigEndian.PutUint32(out, 0x00010000)
	binary.BigEndian.PutUint16(out[4:], uint16(len(names)))
	for i, n := range names {
		t, at := tables[n], 12+16*i
		copy(out[at:], n)
		binary.BigEndian.PutUint32(out[at+4:], checksum(t))
		binary.BigEndian.PutUint32(out[at+8:], uint32(len(out)))
		binary.BigEndian.PutUint32(out[at+12:], uint32(len(t)))
		out = append(out, t...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

func checksum(t []byte) (sum uint32) {
	for i := 0; i < len(t); i += 4 {
		var word [4]byte
		copy(word[:], t[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}
