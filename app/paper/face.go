package paper

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"rantau/assets/fonts"
)

// style is one of the faces.
type style int

const (
	regular style = iota
	bold
	italic
	boldItalic
	mono
	styles
)

var faceBytes = [styles]*[]byte{&fonts.Regular, &fonts.Bold, &fonts.Italic, &fonts.BoldItalic, &fonts.Mono}

var faceNames = [styles]string{"RantauSans-Regular", "RantauSans-Bold", "RantauSans-Italic", "RantauSans-BoldItalic", "RantauSans-Mono"}

// face is a face of one document, with what of it is used.
type face struct {
	style   style
	font    *font.Face
	used    map[uint16]bool
	means   map[uint16]string // what a glyph stands for
	nominal map[uint16]bool   // that is certain, for its letter is drawn by it alone
	object  int
	shaper  *shaping.HarfbuzzShaper
	cutter  *shaping.Segmenter
	widths  map[string]float64
}

// em is the unit of shaping: advances come in thousandths of the size.
const em = 1000

func newFace(s style) (*face, error) {
	f, err := font.ParseTTF(bytes.NewReader(*faceBytes[s]))
	if err != nil {
		return nil, err
	}
	return &face{style: s, font: f, used: map[uint16]bool{}, means: map[uint16]string{}, nominal: map[uint16]bool{},
		shaper: &shaping.HarfbuzzShaper{}, cutter: &shaping.Segmenter{}, widths: map[string]float64{}}, nil
}

// ResolveFace implements shaping.Fontmap: every script is in each face.
func (f *face) ResolveFace(rune) *font.Face { return f.font }

// shape gives the glyphs of a text, from left to right.
func (f *face) shape(s string) []shaping.Output {
	runes := []rune(s)
	in := shaping.Input{Text: runes, RunEnd: len(runes), Direction: di.DirectionLTR, Face: f.font, Size: fixed.I(em)}
	var out []shaping.Output
	for _, part := range slices.Clone(f.cutter.Split(in, f)) {
		out = append(out, f.shaper.Shape(part))
	}
	slices.SortStableFunc(out, func(a, b shaping.Output) int { return int(a.VisualIndex - b.VisualIndex) })
	return out
}

// width is that of a text in a size.
func (f *face) width(s string, size float64) float64 {
	w, known := f.widths[s]
	if !known {
		for _, o := range f.shape(s) {
			w += float(o.Advance)
		}
		if len(f.widths) > 20_000 {
			clear(f.widths)
		}
		f.widths[s] = w
	}
	return w * size / em
}

func float(v fixed.Int26_6) float64 { return float64(v) / 64 }

// advance is how far a PDF moves by a glyph, in thousandths.
func (f *face) advance(g uint16) float64 {
	return float64(f.font.HorizontalAdvance(font.GID(g))) * em / float64(f.font.Upem())
}

// draw writes the operators that show a text. What it says stands beside its glyphs, so
// that it can be searched for and copied whatever they look like.
func (f *face) draw(b *strings.Builder, s string, x, y, size float64) {
	fmt.Fprintf(b, "BT /F%d %s Tf 1 0 0 1 %s %s Tm\n", f.style, number(size), number(x), number(y))
	runes := []rune(s)
	shaped := f.shape(s)
	parts := spans(shaped, runes)
	said := 0 // of the parts
	pen, at, rise := 0.0, 0.0, 0.0
	open := false
	end := func() {
		if open {
			b.WriteString("]TJ\n")
			open = false
		}
	}
	for _, o := range shaped {
		f.note(o, runes)
		for _, g := range o.Glyphs {
			if said < len(parts) && g.TextIndex() >= parts[said].from {
				end()
				if said > 0 {
					b.WriteString("EMC\n")
				}
				fmt.Fprintf(b, "/Span<</ActualText%s>>BDC\n", words16(string(runes[parts[said].from:parts[said].end])))
				said++
			}
			id := uint16(g.GlyphID)
			if unseen(g, runes) {
				pen += float(g.Advance)
				continue
			}
			if up := float(g.YOffset); up != rise {
				end()
				rise = up
				fmt.Fprintf(b, "%s Ts\n", number(rise*size/em))
			}
			if !open {
				b.WriteString("[")
				open = true
			}
			want := pen + float(g.XOffset)
			if back := at - want; back > 0.4 || back < -0.4 {
				fmt.Fprintf(b, "%s", number(back))
				at = want
			}
			fmt.Fprintf(b, "<%04X>", id)
			at += f.advance(id)
			pen += float(g.Advance)
		}
	}
	end()
	if rise != 0 {
		b.WriteString("0 Ts\n")
	}
	if said > 0 {
		b.WriteString("EMC ")
	}
	b.WriteString("ET\n")
}

// note keeps which glyphs are used, and what each stands for as far as that is one
// thing: by the letter that it draws alone, else by the letters that became it.
func (f *face) note(o shaping.Output, runes []rune) {
	for _, g := range o.Glyphs {
		id := uint16(g.GlyphID)
		f.used[id] = true
		from, n := g.TextIndex(), g.RunesCount()
		for _, r := range runes[from:min(from+n, len(runes))] {
			if nominal, has := f.font.NominalGlyph(r); has && nominal == g.GlyphID && !f.nominal[id] {
				f.means[id], f.nominal[id] = string(r), true
			}
		}
		if _, known := f.means[id]; !known && g.GlyphsCount() == 1 {
			f.means[id] = string(runes[from:min(from+n, len(runes))])
		}
	}
}

// write puts the face into the file.
func (f *face) write(out *file) (int, error) {
	small, err := subset(*faceBytes[f.style], f.used)
	if err != nil {
		return 0, err
	}
	name := "RANTAU+" + faceNames[f.style]
	program := out.stream(fmt.Sprintf("/Length1 %d", len(small)), small)
	extents, _ := f.font.FontHExtents()
	scale := em / float64(f.font.Upem())
	flags := 4
	if f.style == mono {
		flags |= 1
	}
	slant := 0
	if f.style == italic || f.style == boldItalic {
		flags, slant = flags|64, -12
	}
	descriptor := out.add(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[-1000 -1000 3000 2000]/ItalicAngle %d/Ascent %s/Descent %s/CapHeight 714/StemV 80/FontFile2 %d 0 R>>",
		name, flags, slant, number(float64(extents.Ascender)*scale), number(float64(extents.Descender)*scale), program))
	ids := make([]uint16, 0, len(f.used))
	for g := range f.used {
		ids = append(ids, g)
	}
	slices.Sort(ids)
	var widths, table strings.Builder
	n := 0
	for _, g := range ids {
		fmt.Fprintf(&widths, "%d[%s]", g, number(f.advance(g)))
		if s := f.means[g]; s != "" {
			n++
			fmt.Fprintf(&table, "<%04X> %s\n", g, strings.Replace(words16(s), "FEFF", "", 1))
		}
	}
	cid := out.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor %d 0 R/DW 0/W[%s]>>",
		name, descriptor, widths.String()))
	toText := out.stream("", []byte("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n/CMapName/Rantau def /CMapType 2 def\n1 begincodespacerange <0000><FFFF> endcodespacerange\n"+
		chunks(table.String())+"endcmap CMapName currentdict/CMap defineresource pop end end"))
	out.put(f.object, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, cid, toText))
	return f.object, nil
}

// chunks writes the lines of a table in parts of a hundred, as the form asks for.
func chunks(table string) string {
	lines := strings.SplitAfter(strings.TrimSuffix(table, "\n"), "\n")
	var b strings.Builder
	for len(lines) > 0 && lines[0] != "" {
		n := min(100, len(lines))
		fmt.Fprintf(&b, "%d beginbfchar\n%s\nendbfchar\n", n, strings.TrimSuffix(strings.Join(lines[:n], ""), "\n"))
		lines = lines[n:]
	}
	return b.String()
}
