"""Which parts are measured; then the page and the picture are made from all results that there are."""
import json
import signal
import sys

import appending
import carrying
import comparing
import drawing
import folding
import guarding
import hiding
import histories
import library
import paging
import reading
import rebuilding
import rehearsing
import releasing
import searching
import serving
import whole
import writing
from measuring import results, say

parts = {"a": appending, "b": rebuilding, "c": library, "d": histories, "e": whole, "f": reading, "g": folding, "h": rehearsing,
         "i": comparing, "j": searching, "k": serving, "l": writing, "m": guarding, "n": releasing, "o": hiding, "p": carrying}


def main(words):
    quick, rounds, most, asked = False, None, 10_000_000, []
    words = list(words)
    while words:
        word = words.pop(0)
        if word == "--quick":
            quick = True
        elif word == "--rounds" and words and words[0].isdigit() and int(words[0]) > 0:
            rounds = int(words.pop(0))
        elif word == "--most" and words and words[0].isdigit():
            most = int(words.pop(0))
        elif word in parts or word in ("all", "page"):
            asked.append(word)
        else:
            sys.exit("usage: Tools/bench [a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|all|page]... [--quick] [--rounds N] [--most EVENTS]")
    letters = list(parts) if not asked or "all" in asked else [word for word in asked if word in parts]
    for letter in letters:
        say(f"bench: {letter}: {parts[letter].__doc__.strip()}")
        parts[letter].measure(rounds or (3 if quick else 5), quick, most)
        make()
    make()


def make():
    found = json.loads(results.read_text())
    paging.make(found)
    drawing.draw(found)


signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
main(sys.argv[1:])
