#!/usr/bin/python3
"""Writes ends.txt: where ICU finds words in text without spaces, with a bar between
them. The texts are those of the sample campus, and of files that are named.

    apt install python3-icu
    words/testdata/ends.py [FILE...]
"""
import glob
import os
import re
import sys

import icu

HERE = os.path.dirname(os.path.abspath(__file__))
SCRIPTS = {"th": "\u0e01-\u0e3a\u0e40-\u0e4e", "lo": "\u0e81-\u0ecd", "km": "\u1780-\u17d3\u17dd", "my": "\u1000-\u103f\u104c-\u109f"}
MOST = 600

files = glob.glob(os.path.join(HERE, "../../assets/sample/**/*.*"), recursive=True) + sys.argv[1:]
text = "".join(open(f, encoding="utf-8", errors="ignore").read() for f in sorted(files) if f.endswith((".txt", ".md")))
with open(os.path.join(HERE, "ends.txt"), "w", encoding="utf-8") as out:
    for language, letters in SCRIPTS.items():
        runs = sorted(set(re.findall("[%s]{4,}" % letters, text)))
        runs = runs[:: max(1, len(runs) // MOST)]
        words = icu.BreakIterator.createWordInstance(icu.Locale(language))
        for run in runs:
            words.setText(run)
            at = [0] + list(words)
            out.write("%s\t%s\n" % (language, "|".join(run[a:b] for a, b in zip(at, at[1:]))))
        print(language, len(runs))
