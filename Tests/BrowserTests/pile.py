"""The pile the pages are tested with: the bundled report as a town's papers printed it, and texts that mean harm.

All of it is invented. `python3 pile.py FILE` writes it as JSON Lines.
"""

import json
import pathlib
import random
import sys

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "Examples" / "harbour-bridge"

REPORT = "Mayor was never shown warning on Kestrel Bridge"
PRINTED = [
    ("report.txt", "Northline", "2024-08-15T06:10:00Z", REPORT),
    ("copy-exact.txt", "Port Ellery Post", "2024-08-15", REPORT),
    ("copy-respaced.txt", "Wend Valley Herald", "2024-08-15", REPORT),
    ("copy-tokenised.txt", "newsgrab.example", "2024-08-19", "Mayor was never shown warning on Kestrel Bridge ( full text )"),
    ("copy-compounds.txt", "Slate Coast Gazette", "2024-08-16", "Mayor “never shown” bridge warning"),
    ("copy-displaced.txt", "textmill.example", "2024-08-27", "Mayor was never shown warning on Kestrel Bridge"),
    ("copy-scan.txt", "Harbour Courier", "2024-08-16", "MAYOR NEVER SAW BRIDGE WARNING"),
    ("copy-edited.txt", "Evening Ferry", "2024-08-17", "Bridge: police open inquiry as cost passes £40m"),
    ("copy-excerpt.txt", "Inland Review", "2024-09-02", "What six jammed bridges have in common"),
    ("other-1.txt", "Port Ellery Post", "2024-08-20", "Slate quay to get second crane"),
    ("other-2.txt", "Harbour Courier", "2024-08-21", "Ferry timetable changes on Monday"),
]

SCRIPT = "<script>window.harmed = true; alert('harmed')</script>"
IMAGE = "<img src=x onerror=\"window.harmed = true; alert('harmed')\">"
STYLE = "</style></title></textarea><svg onload=\"window.harmed=true\"><style>*{display:none!important}"
BACKWARDS = "\u202e\u2066txt.exe\u2069\u202c\u200f\u0000\u0007\u001b[31m"
TEMPLATE = "{{title}} {{{markup}}} {{>layout}} <!--rows--> <!--reasons--> ]]> ${7*7} `backtick`"

#: Identifiers no path and no attribute should trip over.
IDS = [
    "../../etc/passwd", "a/b/c?d=e&f=g#h", "\"quoted\" 'twice'", "line\nbreak\ttab", SCRIPT, BACKWARDS, "100 % + 1",
    "\u0301combining \"\u0301", ".json", "ümläut/ß.csv",
]
ADDRESSES = [
    "javascript:window.harmed=true", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>",
    "https://example.org/\"onmouseover=\"window.harmed=true", " https://example.org/ x", "//example.org/nowhere",
]


def hostile_text(seed: int) -> str:
    """One report full of markup; each copy has another figure and another word."""
    town = ["Ferry", "Market", "Chapel"][seed % 3]
    lines = [
        f"The {town} Street reading room was closed on Monday after {40 + seed} shelves had been filled with {SCRIPT} by its own catalogue.",
        f"“It printed {IMAGE} on every card,” said the keeper, Ada Quill, who has run the room for nineteen years and did not laugh.",
        f"The catalogue also wrote {BACKWARDS} into its index, so that the titles ran from right to left until the evening.",
        f"A form asked readers for {STYLE} and for {TEMPLATE}, the keeper said, and nobody knew what to fill in.",
        "An engineer from the county pulled the plug at noon, and the cards were sorted by hand for the rest of the week.",
        "The room will open again on Saturday with pencils, paper and a drawer for each letter of the alphabet.",
        f"Its insurers put the damage at £{3 + seed},200, which the council has{' not' if seed % 2 else ''} agreed to pay.",
    ]
    return "\n".join(lines)


def notice(seed: int) -> str:
    """A notice that sixty parishes print; one in nine misreads how long the peal is, and all have their own soup."""
    soup = ["soup", "broth", "bread", "cake", "tea"][seed % 5]
    return (
        "The bells of the upper valley will be rung together on the first Sunday in May, for the first time since the old tower at Hallow "
        "was taken down stone by stone and carried across the river. Ringers from eleven parishes have practised the peal since "
        "January in a barn with car tyres hung from its beams, because the neighbours of the new tower asked for quiet until all "
        f"could do it without a mistake. The peal takes {54 if seed % 9 == 4 else 45} minutes. Children may pull the smallest rope at "
        f"the end, and there will be {soup} in the schoolroom for everybody who has walked."
    )


def long_paragraph(size: int) -> str:
    """Words without an end of line, a sentence or a pause."""
    random.seed(7)
    words = ["".join(random.choice("bcdfgklmnprst") + random.choice("aeiou") for _ in range(random.randint(1, 4))) for _ in range(9000)]
    text, parts = 0, []
    while text < size:
        parts.append(random.choice(words))
        text += len(parts[-1]) + 1
    return " ".join(parts)


def records(paragraph: int = 10_000_000):
    for name, outlet, day, headline in PRINTED:
        text = (EXAMPLE / name).read_bytes().decode("utf-8")
        yield {"id": name, "outlet": outlet, "date": day, "headline": headline, "text": text,
               "url": f"https://{outlet.lower().replace(' ', '-').removesuffix('.example')}.example/{name.removesuffix('.txt')}"}
    for number, name in enumerate(IDS):
        record = {"id": name, "text": hostile_text(number), "outlet": ["Quill & Co", IMAGE, STYLE + BACKWARDS][number % 3],
                  "date": ["2024-05-06", "not a day <b>", "2024-05-09T12:00:00Z", "9999-99-99"][number % 4],
                  "url": ADDRESSES[number % len(ADDRESSES)], "note": SCRIPT + TEMPLATE}
        if number % 2 == 0:
            record["headline"] = [SCRIPT, IMAGE, BACKWARDS + "headline", STYLE, "W" * 400][number // 2 % 5]
        yield record
    for number in range(60):
        yield {"id": f"parish-{number:02}", "outlet": f"Parish notes no. {1 + number % 23}", "date": f"2023-04-{1 + number % 25:02}", "text": notice(number)}
    yield {"id": "long", "text": long_paragraph(paragraph)}
    yield {"id": "two words", "text": "Nothing yet."}


if __name__ == "__main__":
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        for record in records():
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
