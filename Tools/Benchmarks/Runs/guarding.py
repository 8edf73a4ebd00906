"""(m) every pattern of three events counted, released and attacked; beside tools for tables on the same rows."""
import re
import subprocess

from measuring import Part, Scratch, Tools, demand, package

tabular = package / "Tools/Benchmarks/Peers/anonymity/tabular.py"
knowledge = ("set", "multiset", "sequence", "timed")


def measure(rounds, quick, most):
    part = Part("m", "Guarding a release", rounds, quick)
    sizes = [(2_000, 0.3), (20_000, 3)][: 1 if quick else 2]
    with Scratch() as folder:
        for participants, aim in sizes:
            at = f"{participants:,} participants".replace(",", " ")
            part.take({"check": lambda: checked(participants), "scrutiny": lambda: attacked(folder, participants)}, at)
            for name in knowledge:
                part.check(f"All patterns of three events, {name}, as released", f"{name}, as released", at, aim, False)
        at = "2 000 participants"
        part.take({"peers": lambda: tables(folder / "rows.csv")}, at)
    part.ratio("pycanon, which looks at single rows, to all four checks", "pycanon k", "all four, as released", at)
    part.ratio("anjana, which makes single rows alike, to the whole anonymising", "anjana k = 11", "anonymising", at)
    part.note("pycanon and anjana take a row for a person. After anjana each row has 11 alike, and what two rows in "
              "order tell of a participant is not seen; how many are told apart stands in the last row.")
    part.keep()


def told(*words, given=None):
    done = subprocess.run([str(word) for word in words], stdin=given, capture_output=True, text=True)
    demand(done.returncode == 0, f"{words[0]}: {done.stderr[-500:]}")
    return done.stdout


def checked(participants):
    """Seconds of each knowledge, first at the policy's levels, then as released; and of all that anonymising is."""
    text = told(Tools.program("anonymity-bench"), "check", "--participants", participants)
    before, released = text.split("as released")
    found = {}
    for name, where in ((name, where) for where in ("before", "as released") for name in knowledge):
        part = before if where == "before" else released
        label = "at the policy's levels" if where == "before" else where
        found[f"{name}, {label}"] = (seconds(rf"{name}: .* L 3: (.+?), exposed", part), "s")
    found["all four, as released"] = (sum(found[f"{name}, as released"][0] for name in knowledge), "s")
    text = told(Tools.program("anonymity-bench"), "release", "--participants", participants)
    found["anonymising"] = (seconds(r"time (.+?), of processors", text), "s")
    return found | {"anonymising: the most memory": (number(r"resident size (\d+) MB", text), "MB")}


def attacked(folder, participants):
    text = told(Tools.program("scrutiny-bench"), folder / f"scrutiny-{participants}-{len(list(folder.iterdir()))}", participants)
    return {"verifier: files read": (seconds(r"^read (.+?), checked", text), "s"),
            "verifier: all patterns": (seconds(r"checked (.+?), attacked", text), "s"),
            "attacks": (seconds(r"attacked (.+?);", text), "s"),
            "scrutiny: the most memory": (number(r"(\d+) MiB", text), "MB")}


def tables(path):
    if not path.exists():
        path.write_text(told(Tools.program("anonymity-bench"), "rows", "--participants", 2_000))
    with open(path) as rows:
        text = told(Tools.python, tabular, given=rows)
    return {"pycanon k": (number(r"pycanon k over .*, ([\d.]+) s", text), "s"),
            "anjana k = 11": (number(r"anjana k = 11 .*, ([\d.]+) s", text), "s"),
            "told apart by two rows, where pycanon finds 11 alike": (number(r"finds k = \d+: (\d+) of", text), "participants")}


def seconds(pattern, text):
    """Of a duration as Swift prints it."""
    words = re.search(pattern, text, re.MULTILINE)
    demand(words, f"{pattern} is not told")
    return float(words[1].removesuffix(" seconds"))


def number(pattern, text):
    found = re.search(pattern, text)
    demand(found, f"{pattern} is not told")
    return float(found[1])
