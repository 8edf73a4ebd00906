"""A phone that keeps its profile, and what lies on it."""
import os
import signal
import time
from contextlib import contextmanager
from pathlib import Path

from cases import phone
from organisation import pin, scratch

line = 'form[action="/lines"] textarea'
save = 'form[action="/lines"] button'
empty = f"document.querySelector('{line}').value === ''"


def until(page, true, seconds=15):
    """Asked again and again from outside: the pages let no text become a program."""
    end = time.monotonic() + seconds
    while not page.evaluate(true):
        assert time.monotonic() < end, f"never: {true}"
        time.sleep(.05)


class Device:
    """A phone that keeps its profile when its browser is killed."""

    def __init__(self, stage, profile):
        self.stage, self.profile, self.context = stage, str(profile), None

    def start(self):
        self.context = self.stage.browser.browser_type.launch_persistent_context(
            self.profile, executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"],
            base_url=self.stage.organisation.address, viewport={"width": phone[0], "height": phone[1]}, locale="da-DK")
        self.context.set_default_timeout(15_000)
        self.page = self.context.pages[0]
        return self

    def come_in(self, name, *roles):
        self.page.goto(self.stage.organisation.invite(name, *(roles or ["helper"]), stops=self.stage.stops))
        until(self.page, "!!db")  # the store is open
        self.page.fill("input[name=pin]", pin)
        self.page.click("main form button")
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        until(self.page, "!!navigator.serviceWorker.controller")
        return self

    def kill(self):
        """As the system kills an app: no goodbye."""
        for process in Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if f"--user-data-dir={self.profile}".encode() in words and not any(w.startswith(b"--type=") for w in words):
                os.kill(int(process.name), signal.SIGKILL)
        self.close()

    def close(self):
        if self.context:
            try:
                self.context.close()
            except Exception:
                pass  # a browser that was killed cannot be closed
            self.context = None

    def open(self, path="/tonight"):
        """A page, with what the phone asks for before it shows what it has: the PIN, if anything."""
        self.page.goto(path)
        self.page.wait_for_selector(line + ", input[name=pin]", state="visible")
        if self.page.locator("input[name=pin]").count():
            self.page.fill("input[name=pin]", pin)
            self.page.click("form[action='/unlock'] button")
            self.page.wait_for_selector(line)
        code = self.page.locator("#code")
        self.page.wait_for_timeout(400)
        if code.count() and code.is_visible():
            code.fill(pin)
            self.page.click("#pin button")
            self.page.wait_for_selector("#list:not([hidden]), #brief:not([hidden])", state="attached")
        return self.page

    def write(self, text):
        self.page.fill(line, text)
        self.page.click(save)
        until(self.page, empty)

    def waiting(self):
        """How many lines lie here unsent."""
        return self.page.evaluate("""new Promise(yes => { indexedDB.open('tillid').onsuccess = opened => {
            const db = opened.target.result, asked = db.transaction('out').objectStore('out').count();
            asked.onsuccess = () => { db.close(); yes(asked.result); }; }; })""")

    def empty(self, seconds=60):
        until = time.monotonic() + seconds
        while self.waiting():
            assert time.monotonic() < until, f"{self.waiting()} lines still wait: {self.page.inner_text('body')[:400]}"
            time.sleep(.2)


@contextmanager
def devices(stage, count=1):
    with scratch() as folder:
        all = [Device(stage, Path(folder) / f"phone{number}").start() for number in range(count)]
        try:
            yield all
        except Exception:
            for device in all:
                if device.context:
                    device.page.screenshot(path=Path(os.environ["TILLID_BROWSER_CACHE"]) / "failed-offline.png")
            raise
        finally:
            for device in all:
                device.close()


def kept(stage):
    """All lines in the log, as they stand there."""
    return [event["data"].get("text", "") for event in stage.organisation.events() if event["type"] == "tillid.note"]


def times(stage, text):
    return sum(text in each for each in kept(stage))


def brief_of(stage, at=0):
    return f"/people/{stage.people()[at][0]}/brief"
