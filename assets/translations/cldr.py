#!/usr/bin/python3
"""Takes from Unicode's CLDR how the languages of the program write dates.

golang.org/x/text knows CLDR's plurals and numbers but not its dates. They come from
CLDR's own packages on npm:

    npm pack cldr-dates-full@46.1.0 cldr-numbers-full@46.1.0 cldr-localenames-full@46.1.0
    (unpack each into a folder of its name)
    assets/translations/cldr.py FOLDER
"""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# The language of the program, and CLDR's locale for it. English is the common one of
# the exchange: a day before its month, and a clock of 24 hours.
LOCALES = {"en": "en-GB", "id": "id", "ms": "ms", "fil": "fil", "vi": "vi", "th": "th", "km": "km", "lo": "lo", "my": "my"}
SPOKEN = ["en", "my", "fil", "id", "km", "lo", "ms", "zh", "ta", "tet", "th", "vi"]
# CLDR has no Tetum. Months are borrowed from Portuguese, in Tetum's official spelling
# (Instituto Nacional de Linguística, Dili); dates and numbers as in Portuguese.
TETUM = {
    "months": ["Jan", "Fev", "Mar", "Abr", "Mai", "Juñ", "Jul", "Ago", "Set", "Out", "Nov", "Dez"],
    "day": "d MMM", "dayYear": "d MMM y", "time": "HH:mm", "both": "{1}, {0}", "periods": ["AM", "PM"],
    "digits": "0123456789", "calendar": "gregorian",
    "languages": {"en": "Inglés", "my": "Birmanés", "fil": "Filipinu", "id": "Indonéziu", "km": "Kmér", "lo": "Laosianu",
                  "ms": "Malaiu", "zh": "Xinés", "ta": "Tamil", "tet": "Tetun", "th": "Tailandés", "vi": "Vietnamita"},
}


def read(package, locale, name, *path):
    file = os.path.join(sys.argv[1], package, "main", locale, name)
    out = json.load(open(file, encoding="utf-8"))["main"][locale]
    for p in path:
        out = out[p]
    return out


def of(language, locale):
    calendar = read("cldr-dates-full", locale, "ca-gregorian.json", "dates", "calendars", "gregorian")
    formats = calendar["dateTimeFormats"]["availableFormats"]
    numbers = read("cldr-numbers-full", locale, "numbers.json", "numbers")
    names = read("cldr-localenames-full", locale, "languages.json", "localeDisplayNames", "languages")
    periods = calendar["dayPeriods"]["format"]["abbreviated"]
    return {
        "months": list(calendar["months"]["format"]["abbreviated"].values()),
        "day": formats["MMMd"],
        "dayYear": formats["yMMMd"],
        "time": calendar["timeFormats"]["short"].replace("\u202f", " "),
        "both": calendar["dateTimeFormats"]["medium"],
        "periods": [periods["am"], periods["pm"]],
        "digits": {"latn": "0123456789", "mymr": "၀၁၂၃၄၅၆၇၈၉"}[numbers["defaultNumberingSystem"]],
        # supplemental/calendarPreferenceData: only Thailand's own is another.
        "calendar": "buddhist" if language == "th" else "gregorian",
        "languages": {tag: names[tag] for tag in SPOKEN},
    }


out = {language: of(language, locale) for language, locale in LOCALES.items()}
out["tet"] = TETUM
with open(os.path.join(HERE, "cldr.json"), "w", encoding="utf-8") as f:
    json.dump(out, f, ensure_ascii=False, indent=1)
    f.write("\n")
