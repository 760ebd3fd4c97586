#!/usr/bin/python3
"""Writes testdata/shapes.txt: how HarfBuzz shapes a list of words with the faces that
were merged, and fails where a word comes out otherwise in the face that it came from.
A test holds the program's own shaping against it.

    apt install libharfbuzz-bin fonts-noto-core fonts-noto-ui-core
    assets/fonts/shapes.py
"""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
NOTO = "/usr/share/fonts/truetype/noto/Noto"
WORDS = {
    "SansThaiUI": "ภาษาไทย น้ำ ปั๊ม ที่นี่ เกษตรกรรม ผู้เชี่ยวชาญ ฐานญาติ กตัญญู ปิ้ป่า ฝั่ง ฟื้น ป้ำ",
    "SansLaoUI": "ພາສາລາວ ນ້ຳ ຜູ້ຊ່ຽວຊານ ຫຼັກສູດ ກະສິກຳ ທີ່ນີ້ ຊັ້ນ ໜຶ່ງ ຄວາມຮູ້",
    "SansKhmer": "ភាសាខ្មែរ ស្ត្រី ស្រ្តី កម្ពុជា វិទ្យាល័យ ព្រះ ញ្ញា ខ្ញុំ ក្រសួង អាជ្ញាធរ បច្ចេកទេស ធ្វើ ស្ពាន កោះ ប៉ុន្តែ ញុាំ ប៊ី",
    "SansMyanmar": "မြန်မာ ကျောင်းသား ပညာရေး ဆရာ မင်္ဂလာပါ ဥက္ကဋ္ဌ သတ္တဝါ စက်မှု ကြွက် မြွှေ ကြိုး ပြည်သူ့ ဝိဇ္ဇာ ဒုက္ခ",
    # Vietnamese, Indonesian, Malay, Filipino, Tetum, English
    "Sans": "Tiếng Việt được những kỹ thuật Ắẵ pertanian kelembapan kejuruteraan pagsasaka mag-aaral lisaun edukasaun juñu office affine naïve",
}


def shape(face, word):
    """Gives each glyph as its number, cluster, advance and offset."""
    out = subprocess.run(["hb-shape", "--no-glyph-names", face, word], capture_output=True, text=True, check=True).stdout.strip()
    return out.strip("[]").split("|")


def places(glyphs):
    return [re.sub(r"^\d+", "", g) for g in glyphs]


bad = 0
with open(os.path.join(HERE, "testdata", "shapes.txt"), "w", encoding="utf-8") as f:
    for style in ("Regular", "Bold"):
        for source, words in WORDS.items():
            for word in words.split():
                ours = shape(os.path.join(HERE, "RantauSans-%s.ttf" % style), word)
                theirs = shape("%s%s-%s.ttf" % (NOTO, source, style), word)
                if places(ours) != places(theirs) or any(re.match(r"0=", g) for g in ours):
                    print("%s, %s: %s is not %s" % (style, word, ours, theirs))
                    bad += 1
                f.write("%s\t%s\t%s\n" % (style, word, "|".join(ours)))
print("%d words are other than in the faces that they came from" % bad)
sys.exit(bad > 0)
