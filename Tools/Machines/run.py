"""Scenarios or rounds one after another: on one fleet as long as it is to be the same one and all holds."""
import shutil
import statistics
import time
import zlib

from bench import Bench, LawBroken


def in_words(shape):
    parts = [(count, word) for count, word in zip(shape, ("hub", "van", "region")) if count]
    return ", ".join(f"{count} {word}{'s' * (count > 1)}" for count, word in parts)


class Run:
    def __init__(self, tillid, folder, seed, keeps):
        self.tillid, self.folder, self.seed, self.keeps = tillid, folder, seed, keeps
        self.fleet, self.failed, self.waits = None, [], []

    def all(self, acts):
        """Tries them; the names of those that did not hold are in `failed`."""
        began = time.monotonic()
        print(f"machines: seed {self.seed}", flush=True)
        try:
            for number, act in enumerate(acts):
                if self.fleet and self.fleet.number != act.fleet:
                    self.away(self.fleet)
                if not self.fleet and not self.begin(act, number):
                    self.failed.append(f"joining before {act.__name__}")
                    continue
                left = (time.monotonic() - began) / (number + 1) * (len(acts) - number - 1)
                if not self.holds(act, f"; {len(acts) - number - 1} left, {in_time(left)}" if left > 2 else ""):
                    self.failed.append(act.__name__)
                    self.fleet = self.fleet.end()  # its folder stays
        finally:
            if self.fleet:
                self.fleet.end()
            if self.waits:
                print(f"machines: {len(self.waits)} held of {len(acts)} in {in_time(time.monotonic() - began)}; quiet after "
                      f"{statistics.median(self.waits):.1f} s in the median, {max(self.waits):.1f} s at most", flush=True)

    def begin(self, act, number):
        home = self.folder / f"fleet-{number}"
        home.mkdir()
        self.fleet, began = Bench(self.tillid, home, zlib.crc32(f"{self.seed}/{act.fleet}".encode())), time.monotonic()
        self.fleet.number = act.fleet
        hubs, vans, regions = act.shape
        try:
            self.fleet.begin(hubs=hubs, vans=vans, regions=regions)
            self.fleet.quiet(120)
        except (LawBroken, RuntimeError, OSError) as broken:
            print(f"  ✗ {in_words(act.shape)} join: {broken}\n      in {home}", flush=True)
            self.fleet = self.fleet.end()
            return False
        print(f"  · {in_words(act.shape)}: all joined and equal after {time.monotonic() - began:.0f} s", flush=True)
        return True

    def holds(self, act, left):
        began = time.monotonic()
        self.fleet.story.clear()
        try:
            act(self.fleet)
            self.fleet.mend()
            waited = self.fleet.holds()
        except Exception as broken:  # noqa: BLE001: whatever it was, it did not hold, and the next goes on
            print(f"  ✗ {act.sentence}: {type(broken).__name__}: {broken}", *self.fleet.story, f"in {self.fleet.folder}", sep="\n      ", flush=True)
            return False
        self.waits.append(waited)
        print(f"  ✓ {act.sentence} ({time.monotonic() - began:.0f} s, quiet after {waited:.1f} s{left})",
              *(self.fleet.story if waited > 25 else []), sep="\n      ", flush=True)
        return True

    def away(self, fleet):
        fleet.end()
        self.fleet = None
        if not self.keeps:
            shutil.rmtree(fleet.folder)


def in_time(seconds):
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
