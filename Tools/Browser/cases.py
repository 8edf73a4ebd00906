"""Cases are sentences. Each is a function that takes what it needs to stand in: a `Stage`."""
import contextlib
import os
import re
import time
import traceback
from collections import Counter
from pathlib import Path

from playwright.sync_api import TimeoutError, sync_playwright

from organisation import Member, Organisation, pin, scratch

phone, tablet, desktop = (375, 667), (768, 1024), (1280, 800)
themes = "light", "dark", "sun"
every = {}


def case(sentence):
    """Adds a case to those of its file."""
    def add(function):
        every.setdefault(Path(function.__code__.co_filename).stem, []).append((sentence, function))
        return function
    return add


class Stage:
    """A server on a folder with a year of invented history, and a browser beside it."""

    def __init__(self, playwright, first, folder):
        self.organisation = Organisation(os.environ["TILLID"], first).copied(Path(folder) / "data").serve()
        self.browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        self.stops = self.organisation.stops()
        self.members, self.states, self.places = 0, {}, []

    def close(self):
        self.browser.close()
        self.organisation.close()

    def device(self, size=phone, script=True, lang="da", theme=None, state=None, **more):
        """A device that nobody has used, or one with the cookies of `state`."""
        context = self.browser.new_context(
            base_url=self.organisation.address, viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script, locale="da-DK" if lang == "da" else "en-GB", storage_state=state, **more)
        context.set_default_timeout(10_000)
        cookies = [{"name": "lang", "value": lang, "url": self.organisation.address}]
        if theme:
            cookies.append({"name": "theme", "value": theme, "url": self.organisation.address})
        context.add_cookies(cookies)
        return context

    def newcomer(self, *roles, name=None, stops=None, **how):
        """The first page of somebody who has just come in, as people do: by the link, and a PIN."""
        self.members += 1
        name = name or f"Prøve {self.members}"
        page = self.device(**how).new_page()
        self.come_in(page, self.organisation.invite(name, *(roles or ["helper"]), stops=self.stops if stops is None else stops))
        page.named = name
        return page

    def come_in(self, page, path):
        page.goto(path)
        for field in page.locator("input[type=password], input[name=pin], input[name=again]").all():
            field.fill(pin)
        page.locator("main form button").first.click()
        with contextlib.suppress(TimeoutError):
            return page.wait_for_url(lambda url: "/sign-in/" not in url, timeout=7000)
        self.come_in(page, path)  # too many have come in from here within a minute

    def state(self, *roles):
        """The cookies of somebody of these roles, signed in once."""
        if roles not in self.states:
            page = self.newcomer(*roles)
            self.states[roles] = page.context.storage_state()
            page.context.close()
        return self.states[roles]

    def page(self, *roles, **how):
        """A page of somebody of these roles who came in before."""
        return self.device(state=self.state(*roles), **how).new_page()

    def member(self, *roles):
        """The seat of somebody of these roles, as a program uses it."""
        page = self.page(*roles)
        member = self.program(page)
        page.context.close()
        return member

    def program(self, page):
        """The seat of a page, as a program uses it."""
        member = Member(self.organisation)
        cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies())
        member.opener.addheaders = [("Cookie", cookies)]
        member.token = member.get("/api/me").told["token"]
        return member

    def busiest(self):
        """The stop of which most is told."""
        return Counter(event["data"].get("at") or "" for event in self.organisation.events()
                       if event["type"] == "tillid.note" and event["data"].get("at")).most_common(1)[0][0]

    def people(self):
        """Handles and names of those who are remembered, most told of first."""
        notes, names, gone = {}, {}, set()
        for event in self.organisation.events():
            who, kind = event.get("subject"), event["type"].removeprefix("tillid.")
            if kind == "note" and who:
                notes[who] = notes.get(who, 0) + 1
            elif kind == "nameGiven":
                names[who] = event["data"]["name"]
            elif kind in ("consentWithdrawn", "samePerson"):
                gone.add(who)
        return [(who, names[who]) for who in sorted(notes, key=notes.get, reverse=True) if who in names and who not in gone]


def run(name, first):
    """The sentences of this file with what came of them, on a copy of an organisation; how many did not hold."""
    failed = 0
    with sync_playwright() as playwright:
        print(f"\n{name}", flush=True)
        with scratch() as folder, contextlib.closing(Stage(playwright, first, folder)) as stage:
            stage.state("helper")  # nothing else can be tried where nobody comes in
            for sentence, function in every.get(name, []):
                failed += not holds(stage, name, sentence, function)
    return failed


def holds(stage, name, sentence, function):
    began = time.monotonic()
    try:
        function(stage)
    except Exception as error:
        print(f"  ✗ {sentence}\n{indented(error)}", flush=True)
        show(stage, name, sentence)
        return False
    finally:
        for context in stage.browser.contexts:
            context.close()
    print(f"  ✓ {sentence} ({time.monotonic() - began:.1f} s)", flush=True)
    return True


def indented(error):
    place = traceback.extract_tb(error.__traceback__)
    mine = [frame for frame in place if "Tools/Browser" in frame.filename or "/Browser/" in frame.filename][-1:]
    where = "".join(f"{Path(frame.filename).name}:{frame.lineno}: {frame.line}\n" for frame in mine)
    text = where + re.sub(r"\x1b\[[0-9;]*m", "", str(error) or type(error).__name__)
    return "\n".join("      " + line for line in text.splitlines()[:60])


def show(stage, name, sentence):
    """What the last page looked like."""
    pages = [page for context in stage.browser.contexts for page in context.pages]
    for page in pages[-1:]:
        slug = re.sub(r"\W+", "-", sentence)[:60]
        path = Path(os.environ["TILLID_BROWSER_CACHE"]) / f"failed-{name}-{slug}.png"
        with contextlib.suppress(Exception):
            page.screenshot(path=path, full_page=True)
            print(f"      {page.url}: {path}")
