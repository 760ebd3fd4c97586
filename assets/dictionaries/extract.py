#!/usr/bin/python3
"""Takes ICU's dictionaries of Thai, Lao, Khmer and Burmese out of Debian's libicudata.

    apt install libicu72 icu-devtools
    assets/dictionaries/extract.py /usr/lib/*/libicudata.so.72.*
"""
import glob
import os
import struct
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DICTIONARIES = {"thaidict": "thai", "laodict": "lao", "khmerdict": "khmer", "burmesedict": "burmese"}

library = open(sys.argv[1], "rb").read()
# The package of ICU's data lies in the library as it is. Its header is known by the
# type of data, CmnD, twelve bytes behind its beginning.
start = library.find(b"CmnD") - 12
if start < 0 or library[start + 2:start + 4] != b"\xda\x27":
    sys.exit("%s holds no ICU data" % sys.argv[1])
release = os.path.basename(sys.argv[1]).split(".so.")[1].split(".")[0]
with tempfile.TemporaryDirectory() as folder:
    # icupkg wants the file's name to be that of the package.
    package = os.path.join(folder, "icudt%sl.dat" % release)
    with open(package, "wb") as out:
        out.write(library[start:])
    subprocess.run(["icupkg", "-d", folder, "-x", "brkitr/*.dict", package], check=True)
    for theirs, ours in DICTIONARIES.items():
        data = open(os.path.join(folder, "brkitr", theirs + ".dict"), "rb").read()
        size = struct.unpack_from("<H", data)[0]
        print("%s.dict: %d bytes, header %d" % (ours, len(data), size))
        with open(os.path.join(HERE, ours + ".dict"), "wb") as out:
            out.write(data)
