"""No signal: lines wait on the device, and neither a killed browser, a cut network nor a killed server loses or
doubles one. TILLID_CUTS says how often each run of the last case cuts something off (10; its own command: 100)."""
import json
import os
import random
import signal
import time
from contextlib import contextmanager
from pathlib import Path

from cases import case, phone
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


@case("a line without signal is counted at once, and is sent by itself when the signal is back")
def away(stage):
    with devices(stage) as [device]:
        device.come_in("Uden Signal")
        page = device.open(brief_of(stage))
        device.context.set_offline(True)
        for number in range(3):
            device.write(f"kaffe uden signal nummer {number}")
        page.wait_for_selector("#waiting:has-text('3 linjer venter')")
        device.context.set_offline(False)
        device.empty()
        found = [each for each in kept(stage) if "uden signal nummer" in each]
        assert [each[-1] for each in found] == ["0", "1", "2"], found


@case("tonight's people and their briefs are there without signal, behind the PIN; five wrong ones shut it")
def carried(stage):
    with devices(stage) as [device]:
        device.come_in("Mørk Vej")
        page = device.open("/tonight")
        page.wait_for_timeout(4000)
        device.close()
        device.start().context.set_offline(True)
        page = device.open("/tonight")
        first = page.locator("#carried a").first
        name = first.inner_text()
        first.click()
        assert page.inner_text("h1") == name and page.locator("#brief .row, #brief .remark").count()
        device.close()
        device.start().context.set_offline(True)
        device.page.goto("/tonight")
        for _ in range(5):
            device.page.wait_for_selector("#code", state="visible")
            device.page.fill("#code", "000000")
            device.page.click("#pin button")
            until(device.page, "document.getElementById('code').value === '' && !!document.getElementById('wrong').textContent")
            device.page.wait_for_timeout(1500)
        device.page.fill("#code", pin)
        device.page.click("#pin button")
        device.page.wait_for_timeout(1500)
        assert device.page.locator("#carried a").count() == 0
        device.write("skrevet selv om den er låst")
        device.context.set_offline(False)
        device.open(brief_of(stage))
        device.empty()


@case("nothing that was written or carried along can be read on the disk of the phone")
def sealed(stage):
    names = [name for _, name in stage.people()]
    with scratch() as folder:
        device = Device(stage, Path(folder) / "phone").start()
        device.come_in("Hemmelig Hjælper")
        device.open(brief_of(stage))
        page = device.open("/tonight")
        page.wait_for_timeout(4000)
        device.context.set_offline(True)
        device.page.fill(line, "blåmejsen drak kaffe")
        page.wait_for_timeout(400)
        device.write("gråspurven fik suppe")
        device.page.fill(line, "rødkælken vil hjem")
        page.wait_for_timeout(400)
        device.close()
        secrets = ["blåmejsen", "gråspurven", "rødkælken", "Hemmelig Hjælper", pin, *names]
        places = ["IndexedDB", "Service Worker", "Local Storage", "Session Storage", "Cache", "Sessions", "History"]
        found = {(file.relative_to(folder).parts[2], secret) for file in Path(folder).rglob("*") if file.is_file()
                 for bytes in [file.read_bytes()] for secret in secrets for coding in ["utf-8", "utf-16-le"]
                 if len(secret) > 4 and file.relative_to(folder).parts[2:3] and file.relative_to(folder).parts[2] in places
                 and secret.encode(coding) in bytes}
        assert not found, found


@case("two devices of one helper, and two pages on one device, send each line once")
def two(stage):
    with devices(stage, 2) as both:
        for number, device in enumerate(both):
            device.come_in(f"To Telefoner {number}")
            device.open(brief_of(stage))
            device.context.set_offline(True)
            for each in range(3):
                device.write(f"fra telefon {number} linje {each}")
        other = both[0].context.new_page()
        other.goto(brief_of(stage))
        for device in both:
            device.context.set_offline(False)
        for device in both:
            device.empty()
        for number in range(2):
            for each in range(3):
                assert times(stage, f"fra telefon {number} linje {each}") == 1


@case("a line that is refused stays, with the reason, until it is mended")
def refused(stage):
    with devices(stage) as [device]:
        device.come_in("Retter Selv")
        page = device.open(brief_of(stage))
        page.route("**/api/lines", lambda route: route.fulfill(
            status=422, content_type="application/json", body=json.dumps({"error": "Det kan ikke gemmes."})))
        device.write("en linje som ingen tager imod")
        page.wait_for_selector(".refused:has-text('Det kan ikke gemmes.')")
        page.unroute("**/api/lines")
        page.click("#told button:has-text('Ret')")
        page.fill(line, "en linje som alle tager imod")
        page.click(save)
        page.wait_for_timeout(500)
        device.empty()
        assert times(stage, "som alle tager imod") == 1 and times(stage, "som ingen tager imod") == 0


@case("signing out warns when lines wait, and leaves nothing")
def leaving(stage):
    with devices(stage) as [device]:
        device.come_in("Går Hjem")
        page = device.open(brief_of(stage))
        page.route("**/api/lines", lambda route: route.abort())
        device.write("denne linje når aldrig frem")
        page.goto("/me")
        asked = []
        page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
        page.click("form[action='/sign-out'] button")
        page.wait_for_timeout(500)
        assert asked and "1 " in asked[0] and device.waiting() == 1
        page.once("dialog", lambda dialog: dialog.accept())
        page.click("form[action='/sign-out'] button")
        page.wait_for_url(lambda url: "/me" not in url)
        assert device.waiting() == 0


# How something is cut off, and how long after the press: before it, during it, after it.
cuts = "browser", "network", "server"


@case("cut off at random moments, no line is lost and none doubled")
def cut(stage):
    count, seed = int(os.environ.get("TILLID_CUTS", "10")), int(os.environ.get("TILLID_SEED", "1"))
    chance = random.Random(seed)
    brief, port = brief_of(stage), stage.organisation.port
    keys = pressed = drafted = 0
    with devices(stage) as [device]:
        device.come_in("Dårligt Signal")
        device.close()  # Chromium writes cookies down within half a minute, or when it ends
        device.start()
        for number in range(count):
            text = f"afbrudt {seed}.{number}. Drak kaffe ved bilen og talte om vejret"
            page = device.open(brief)
            if chance.random() < .3:
                device.context.set_offline(True)
            done = at_risk(device, page, text, chance, port)
            if not device.context:
                device.start()
            device.context.set_offline(False)
            page = device.open(brief)
            # Whoever comes back sees what they had begun, and goes on from there.
            if not done:
                page.wait_for_timeout(700)
                here = page.input_value(line)
                if here or not await_kept(stage, device, text):
                    assert text.startswith(here), (text, here)
                    drafted += 1
                    keys += len(text) - len(here)
                    page.fill(line, text)
                    page.click(save)
                    page.wait_for_timeout(200)
            else:
                pressed += 1
        device.open(brief)
        device.empty(300)
        lines = kept(stage)
    found = [sum(f"afbrudt {seed}.{number}." in each for each in lines) for number in range(count)]
    print(f"      {count} cuts: {found.count(0)} lost, {sum(each > 1 for each in found)} doubled; {pressed} were saved "
          f"before the cut, {drafted} stood in the field again")
    assert found == [1] * count, found


def await_kept(stage, device, text):
    return device.waiting() or times(stage, text[:14])


def at_risk(device, page, text, chance, port):
    """Types and presses while something is cut off at a random moment; whether the page said that it is saved."""
    organisation = device.stage.organisation
    how, when = chance.choice(cuts), chance.choice(["typing", "pressed", "later"])
    try:
        if when == "typing":
            stop = chance.randrange(1, len(text))
            page.type(line, text[:stop], delay=5)
            page.wait_for_timeout(chance.randrange(0, 250))
            cut_off(device, organisation, how, port)
            page.type(line, text[stop:], delay=5)
        else:
            page.type(line, text, delay=5)
        page.evaluate(f"document.querySelector('{save}').click()" if when == "pressed" else "0")
        if when == "pressed":
            page.wait_for_timeout(chance.randrange(0, 60))
            cut_off(device, organisation, how, port)
        else:
            page.click(save)
        until(page, empty)
        if when == "later":
            page.wait_for_timeout(chance.randrange(0, 400))
            cut_off(device, organisation, how, port)
        return True
    except Exception:
        if device.context:
            raise
        return False


def cut_off(device, organisation, how, port):
    if how == "browser":
        device.kill()
    elif how == "network":
        device.context.set_offline(True)
    else:
        organisation.kill()
        organisation.serve(port=port)
