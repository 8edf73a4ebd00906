"""What every script does: reads its release, prints its figure."""

import json
import sys

from .release import Release


def run(name, figure):
    if len(sys.argv) != 2:
        raise SystemExit(f"usage: python {name}.py RELEASE")
    release = Release(sys.argv[1])
    told = {"figure": name, "hiddenBelow": release.least} | figure(release)
    json.dump(told, sys.stdout, indent=1, ensure_ascii=False)
    print()
