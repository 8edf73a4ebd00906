"""usage: main.py [NAME]...: runs the cases of these files, or of all that belong to the tests."""
import importlib
import signal
import sys
from pathlib import Path

import cases

here = Path(__file__).parent
others = {"main", "cases", "organisation", "places", "pictures"}
usual = sorted(file.stem for file in here.glob("*.py") if file.stem not in others)


def main(names):
    unknown = set(names) - set(usual) - {"pictures"}
    if unknown:
        sys.exit(f"browser: there are no cases called {', '.join(sorted(unknown))}: take of {', '.join(usual)}, pictures")
    for name in names or usual:
        importlib.import_module(name)
    failed = cases.run(names or usual)
    if failed:
        sys.exit(f"browser: {failed} did not hold")
    print("\nbrowser: all holds")


signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that servers and browsers are ended
main(sys.argv[1:])
