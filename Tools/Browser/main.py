"""usage: main.py [NAME]...: runs the cases of these files, or of all that belong to the tests; two files at a time."""
import importlib
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cases
from organisation import Organisation, scratch

here = Path(__file__).parent
others = {"main", "cases", "organisation", "phones", "places"}
named = {"pictures", "measure"}  # no tests: only when they are named
usual = sorted(file.stem for file in here.glob("*.py") if file.stem not in others | named)
# What takes longest begins first.
longest = ["looks", "hostile", "keeping", "cuts", "api", "everyday", "offline", "admin"]
lanes = 2


def main(names):
    unknown = set(names) - set(usual) - named
    if unknown:
        sys.exit(f"browser: there are no cases called {', '.join(sorted(unknown))}: take of {', '.join([*usual, *sorted(named)])}")
    with scratch() as folder:
        first = os.environ.get("TILLID_INVENTED") or Organisation.invented(os.environ["TILLID"], Path(folder) / "first").folder
        failed = here_and_now(names[0], first) if len(names) == 1 else side_by_side(names or usual, first)
    if failed:
        sys.exit(f"browser: {failed}")
    if "TILLID_INVENTED" not in os.environ:
        print("\nbrowser: all holds")


def here_and_now(name, first):
    importlib.import_module(name)
    count = cases.run(name, first)
    return f"{count} of {name} did not hold" if count else ""


def side_by_side(names, first):
    """Each file in a process of its own, with an organisation of its own that is a copy of the first."""
    def run(name):
        done = subprocess.run([sys.executable, __file__, name], env={**os.environ, "TILLID_INVENTED": str(first)},
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        print(done.stdout, end="", flush=True)
        return done
    with ThreadPoolExecutor(lanes) as pool:
        ended = list(pool.map(run, sorted(names, key=lambda name: longest.index(name) if name in longest else 0)))
    # What did not hold stands once more at the end, where it is seen.
    failed = [done.stdout for done in ended if done.returncode]
    print("".join("\n" + told_failed(said) for said in failed), end="")
    return f"{len(failed)} of {len(ended)} files have cases that did not hold" if failed else ""


def told_failed(said):
    """Only what did not hold, and its reasons."""
    lines, keeps = [], False
    for line in said.splitlines(keepends=True):
        keeps = line.startswith("  ✗") or keeps and line.startswith("      ") or not line.startswith(" ") and bool(line.strip())
        lines += [line] if keeps else []
    return "".join(lines)


signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that servers and browsers are ended
main(sys.argv[1:])
