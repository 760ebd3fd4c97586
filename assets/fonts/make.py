#!/usr/bin/python3
"""Makes the faces that are in the program: one for each style, with all scripts.

Fyne takes one face a style from a theme. Where a face lacks a script it looks among
the system's fonts, which an old computer in a lab may not have, and one label then
mixes faces of different heights. So each of these holds Latin, Greek and Cyrillic
(Noto Sans, or Noto Sans Mono), Thai and Lao (the UI forms, which keep to the line),
Khmer and Burmese.

    apt install fonttools fonts-noto-core fonts-noto-ui-core fonts-noto-mono
    assets/fonts/make.py [FOLDER OF THE NOTO FONTS]
"""
import os
import sys
import tempfile

from fontTools import merge, subset
from fontTools.ttLib import TTFont

NOTO = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/noto"
HERE = os.path.dirname(os.path.abspath(__file__))
SCRIPTS = ["SansThaiUI", "SansLaoUI", "SansKhmer", "SansMyanmar"]
# Style: the Latin face, and the weight of the other scripts, which have no italic.
FACES = {
    "Regular": ("Sans-Regular", "Regular"),
    "Bold": ("Sans-Bold", "Bold"),
    "Italic": ("Sans-Italic", "Regular"),
    "BoldItalic": ("Sans-BoldItalic", "Bold"),
    "Mono": ("SansMono-Regular", "Regular"),
}
# Signs that lessons use and Noto Sans lacks: arrows, comparison, boxes to tick.
SIGNS = {
    "SansMath-Regular": "←↑→↓↔⇐⇒⇔∀∂∃∅∆∇∈∉∏∑−√∝∞∠∧∨∩∪∫∴≈≠≡≤≥⊂⊃⊥⋅",
    "SansSymbols2-Regular": "■□▲▶▼◀◆◇○●★☆☐☑☒✓✔✗✘",
}
# Khmer's and Burmese's feet go deeper than Latin's: with Noto Sans's own -293
# they are cut off.
DESCENT = -530


def load(name, folder, runes=None):
    """Opens a face without hints: they are for one face alone, and Fyne has no use
    for them."""
    font = TTFont(os.path.join(NOTO, "Noto" + name + ".ttf"))
    options = subset.Options(hinting=False, layout_features=["*"], name_IDs=["*"], notdef_outline=True,
                             glyph_names=False, legacy_kern=False)
    keep = subset.Subsetter(options)
    have = font.getBestCmap().keys()
    missing = set(map(ord, runes or "")) - have
    if missing:
        sys.exit("%s lacks %s" % (name, " ".join(map(chr, missing))))
    keep.populate(unicodes=map(ord, runes) if runes else have)
    keep.subset(font)
    path = os.path.join(folder, name + ".ttf")
    font.save(path)
    return path


def make(style, latin, weight, folder):
    parts = [load(latin, folder)] + [load(s + "-" + weight, folder) for s in SCRIPTS]
    has = set(TTFont(parts[0]).getBestCmap())
    parts += [load(n, folder, [r for r in runes if ord(r) not in has]) for n, runes in SIGNS.items()]
    font = merge.Merger().merge(parts)
    one = TTFont(parts[0])
    for table, up, down in (("hhea", "ascent", "descent"), ("OS/2", "sTypoAscender", "sTypoDescender")):
        setattr(font[table], up, getattr(one[table], up))
        setattr(font[table], down, DESCENT)
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = one["OS/2"].usWinAscent, -DESCENT
    # A name of its own, as the licence asks of what was changed (Noto is no
    # reserved name, and is said in the licence beside).
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = ("RantauSans-" if record.nameID == 6 else "Rantau Sans ") + style
    # The same faces from the same sources: fonttools would write the time of today.
    font["head"].created = font["head"].modified = TTFont(os.path.join(NOTO, "Noto" + latin + ".ttf"))["head"].modified
    font.recalcTimestamp = False
    path = os.path.join(HERE, "RantauSans-" + style + ".ttf")
    font.save(path)
    print("%s: %d glyphs, %d KB" % (os.path.basename(path), len(font.getGlyphOrder()), os.path.getsize(path) // 1024))


with tempfile.TemporaryDirectory() as folder:
    for style, (latin, weight) in FACES.items():
        make(style, latin, weight, folder)
