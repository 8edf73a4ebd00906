"""Processes of a run: each one's output in a file of its own, and none outlives the bench, however that ends."""
import os
import signal
import subprocess
import time


# The kernel ends a program with the bench, also when that is killed with -9.
with_the_bench = ["setpriv", "--pdeathsig", "KILL"]


class Process:
    """One program while it runs."""

    def __init__(self, name, words, log, environment=None):
        self.name, self.log = name, log
        with open(log, "ab") as out:
            out.write(f"\n--- {time.strftime('%H:%M:%S')} {' '.join(map(str, words))}\n".encode())
            out.flush()
            self.child = subprocess.Popen(
                [*with_the_bench, *map(str, words)], stdin=subprocess.DEVNULL, stdout=out,
                stderr=subprocess.STDOUT, env=environment, start_new_session=True)

    @property
    def id(self):
        return self.child.pid

    @property
    def runs(self):
        return self.child.poll() is None

    def kill(self):
        """As a power cut would: nothing is told to it."""
        if self.runs:
            os.kill(self.id, signal.SIGKILL)
        self.child.wait()

    def stop(self, within=20):
        """Asks it to end, and says how long that took."""
        began = time.monotonic()
        if self.runs:
            os.kill(self.id, signal.SIGTERM)
        try:
            self.child.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError(f"{self.name} did not end within {within} s of being asked to: see {self.log}") from None
        return time.monotonic() - began

    def pause(self):
        os.kill(self.id, signal.SIGSTOP)

    def go_on(self):
        os.kill(self.id, signal.SIGCONT)

    def said(self, lines=12):
        """The end of what it printed."""
        return "".join(f"      {line}\n" for line in self.log.read_text("utf-8", "replace").splitlines()[-lines:])
