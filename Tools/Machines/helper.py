"""A helper with a phone: sends a line until the machine says that it is saved, and remembers what was said."""
import sys
import threading
import time
from pathlib import Path

pages = 8080
sys.path.append(str(Path(__file__).parent.parent / "Browser"))
from organisation import Member, pin  # noqa: E402: the path must be known first


class Helper:
    def __init__(self, machine, invitation):
        self.machine, self.member = machine, Member(self)
        self.events, self.waits = [], []  # what was acknowledged; how long each save took, in seconds
        came = self.patiently(lambda: self.member.post(invitation, pin=pin, again=pin), within=60)
        me = self.patiently(lambda: self.member.get("/api/me"), within=60).told
        if "token" not in me:
            raise RuntimeError(f"{machine}: a helper was not let in: {came.status} {came.text[:300]} … {me}")
        self.member.token, self.origin, self.lines = me["token"], me["origin"], 0

    @property
    def address(self):
        return f"http://{self.machine.host}:{pages}"

    @property
    def organisation(self):
        return self

    def save(self, line, person="", within=60):
        """The event's id. The same line is sent again, with the same id, until it is acknowledged."""
        self.lines += 1
        id = f"{self.origin}-{16 * self.lines}"  # a line may become up to sixteen events
        began = time.monotonic()
        fields = {"line": line, "id": id} | ({"person": person} if person else {})
        answer = self.patiently(lambda: self.member.post("/api/lines", **fields), within)
        self.waits.append(time.monotonic() - began)
        if answer.status != 200:
            raise RuntimeError(f"{self.machine}: the line was refused with {answer.status}: {answer.text[:300]}")
        self.events.append(answer.told["event"])
        return self.events[-1]

    @staticmethod
    def patiently(send, within):
        until = time.monotonic() + within
        while True:
            try:
                return send()
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def writing(self, lines, pause=0.0):
        """Sends lines beside what else happens: `with helper.writing(lines): …` ends when all are sent."""
        return Writing(self, lines, pause)


class Writing:
    def __init__(self, helper, lines, pause):
        self.failed, self.is_over = None, False
        self.thread = threading.Thread(target=self._send, args=(helper, lines, pause), daemon=True)

    def _send(self, helper, lines, pause):
        try:
            for line in lines:
                if self.is_over:
                    return
                helper.save(line)
                time.sleep(pause)
        except Exception as failed:  # told in the main thread
            self.failed = failed

    def __enter__(self):
        self.thread.start()

    def __exit__(self, broken, *_):
        """Waits until all are sent; not when the scenario itself has broken."""
        self.is_over = broken is not None
        if not self.is_over:
            self.thread.join(120)
            if self.failed:
                raise self.failed
