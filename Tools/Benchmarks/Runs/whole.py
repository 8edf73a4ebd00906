"""(e) verify, backup and erase of the whole log, as commands; backup against a copy of the same bytes."""
import os
import re
import shutil
import subprocess
import time

from measuring import Part, Scratch, Tools, demand, ours, say
from rebuilding import folder_of, label

verify, backup, erase = "verify", "backup", "erase"
copy, live = "cp and fsync of the bytes of the backup", "cp and fsync of log and keys"


def measure(rounds, quick, most):
    part = Part("e", "Verify, backup and erase", rounds, quick)
    events = min(most, 100_000 if quick else 10_000_000)
    at = label(events)
    kept = folder_of(events)
    with Scratch() as scratch:
        folder = scratch / "data"
        say("  e copies the log and builds its views")
        shutil.copytree(kept, folder)
        shutil.copy2(f"{kept}.key", f"{folder}.key")
        handles = iter(ours("handles", folder=folder, count=4 * rounds)["handles"])
        tillid(folder, "rebuild")
        work = {verify: lambda: verified(folder, events)}
        if knows("backup"):
            work[live] = lambda: copied(live, folder, ["log", "keys"], scratch)
            work[backup] = lambda: backed_up(folder, scratch)
        else:
            part.note("This version has no command backup.")
        work[erase] = lambda: erased(folder, next(handles))
        part.take(work, at)
    part.check("erase, seconds", erase, at, 60, least=False)
    part.ratio("Time of backup to that of copying the bytes that it made", backup, copy, at, aim=1.1, least=False)
    part.ratio("Time of backup to that of copying log and keys", backup, live, at, aim=1.1, least=False)
    part.note("Commands of the built program, from start to end; a backup into a new folder each time, its passphrase's "
              "work included. All that fits is in the page cache. Copies are by cp, each file synced afterwards.")
    part.keep()


def knows(command):
    done = subprocess.run([Tools.tillid, command, "--help"], capture_output=True, text=True)
    return done.returncode == 0 and f"tillid {command}" in done.stdout


def tillid(folder, *words, **extra):
    """How long the command took, and the most memory that it held."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("TILLID")}
    env |= {"TILLID_DATA": str(folder), "TILLID_MAP_MB": "65536"} | extra
    start = time.perf_counter()
    child = subprocess.Popen([Tools.tillid, *map(str, words)], env=env, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out, err = child.communicate()
    seconds = time.perf_counter() - start
    demand(child.returncode == 0, f"tillid {words[0]} ended with {child.returncode}: {err.strip()[-500:]}")
    return seconds, out


def verified(folder, events):
    seconds, out = tillid(folder, "verify", "--json")
    records = int(re.search(r'"records"\s*:\s*(\d+)', out)[1])
    demand(records >= events, f"verify saw {records} of {events}")
    return {verify: (seconds, "s")}


def copied(row, folder, parts, scratch):
    """How long a plain copy of these takes, on the disk."""
    target = scratch / "copy"
    target.mkdir()
    start = time.perf_counter()
    for part in parts:
        subprocess.run(["cp", "-r", folder / part, target], check=True)
    for place in [file for file in target.rglob("*") if file.is_file()]:
        descriptor = os.open(place, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
    seconds = time.perf_counter() - start
    shutil.rmtree(target)
    return {row: (seconds, "s")}


def backed_up(folder, scratch):
    """A whole backup, and a copy of what it made."""
    target, keys, phrase = (scratch / name for name in ("backup", "backup.keys", "phrase"))
    phrase.write_text("en lang sætning til prøven, som ingen ellers bruger\n")
    phrase.chmod(0o600)
    seconds, _ = tillid(folder, "backup", target, "--keys", keys, "--passphrase-file", phrase)
    made = sum(file.stat().st_size for file in target.rglob("*") if file.is_file()) + keys.stat().st_size
    os.sync()
    figures = copied(copy, scratch, [target.name, keys.name], scratch)
    shutil.rmtree(target)
    keys.unlink()
    return figures | {backup: (seconds, "s"), "Size of the backup": (made / 2**20, "MB")}


def erased(folder, handle):
    seconds, _ = tillid(folder, "erase", handle, "--yes")
    return {erase: (seconds, "s")}
