"""An invented organisation in a data folder, its server, and those who come in: over HTTP, as a program does."""
import http.client
import itertools
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import urllib.error
import urllib.parse
import urllib.request
from datetime import date, timedelta
from http.cookiejar import CookieJar
from pathlib import Path

pin = "314159"


class Organisation:
    def __init__(self, tillid, folder):
        self.tillid, self.folder = str(tillid), Path(folder)
        self.process, self.port, self.log = None, 0, []
        settings = {name: value for name, value in os.environ.items() if not name.startswith("TILLID")}
        self.settings = {**settings, "TILLID_DATA": str(self.folder), "LC_ALL": "C.UTF-8"}

    @staticmethod
    def invented(tillid, folder, scale="0.1"):
        """A year that ends today."""
        organisation = Organisation(tillid, folder)
        start = date.today() - timedelta(days=364)
        organisation.run("init")
        organisation.run("simulate", "--seed", "1", "--years", "1", "--scale", scale, "--start", start.isoformat())
        organisation.run("rebuild")
        organisation.run("rebuild", "--rehearse")
        return organisation

    def copied(self, folder):
        """The same once more, with its key, while nothing of it runs."""
        shutil.copytree(self.folder, folder)
        shutil.copy(f"{self.folder}.key", f"{folder}.key")
        return Organisation(self.tillid, folder)

    def run(self, *words):
        done = subprocess.run([self.tillid, *words], env=self.settings, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"tillid {' '.join(words)} ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def events(self):
        return [json.loads(line) for line in self.run("tail").splitlines()]

    def stops(self):
        return sorted({event["data"].get("at", "") for event in self.events()} - {""})

    # The server

    def serve(self, *words, port=0):
        """Until `close`; all that it prints is kept in `log`."""
        self.process = subprocess.Popen([self.tillid, "serve", "--port", str(port), *words], env=self.settings,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        first = self.process.stdout.readline()
        self.log.append(first)
        found = re.findall(r"(?:port |:)(\d+)", first)
        if not found:
            raise RuntimeError(f"the server did not start: {first}{self.process.stdout.read()}")
        self.port = int(found[-1])
        self.reader = threading.Thread(target=self._read, args=(self.process,), daemon=True)
        self.reader.start()
        return self

    def _read(self, process):
        self.log.extend(process.stdout)

    def close(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=30)
            self.reader.join()
            self.process = None

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process = None

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    # Those who come in

    def invite(self, name, *roles, stops=()):
        """The path of an invitation."""
        words = [word for role in roles for word in ("--role", role)] + [word for stop in stops for word in ("--stop", stop)]
        link = json.loads(self.run("invite", name, *words, "--json"))["link"]
        return urllib.parse.urlsplit(link).path

    def member(self, name, *roles, stops=()):
        """Somebody who has come in by an invitation."""
        member = Member(self)
        member.post(self.invite(name, *roles, stops=stops), pin=pin, again=pin)
        member.token = member.get("/api/me").told["token"]
        return member


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def told(self):
        return json.loads(self.body)


class Stay(urllib.request.HTTPRedirectHandler):
    """Shows where people are sent on, and does not go there."""

    def redirect_request(self, *_):
        return None


class From(urllib.request.HTTPHandler):
    """Comes from an address of its own, as devices do: 127.0.0.2 and so on are this machine as well."""

    def __init__(self, number):
        super().__init__()
        self.source = (f"127.0.{1 + number // 250}.{1 + number % 250}", 0)

    def http_open(self, request):
        return self.do_open(http.client.HTTPConnection, request, source_address=self.source)


class Member:
    """A device with its cookies."""

    numbers = itertools.count(1)

    def __init__(self, organisation, token=""):
        self.organisation, self.token, self.cookies = organisation, token, CookieJar()
        self.opener = urllib.request.build_opener(
            Stay, From(next(Member.numbers)), urllib.request.HTTPCookieProcessor(self.cookies), urllib.request.ProxyHandler({}))

    def headers(self):
        """For a client of another sort."""
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)
        return {"Cookie": cookies, "Tillid-Token": self.token}

    def get(self, path, headers=None):
        return self._ask(urllib.request.Request(self.organisation.address + path, headers=headers or {}))

    def post(self, path, headers=None, **fields):
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        token = {"Tillid-Token": self.token} if self.token else {}
        return self._ask(urllib.request.Request(
            self.organisation.address + path, data=body, headers={**token, **(headers or {})}, method="POST"))

    def _ask(self, request):
        try:
            with self.opener.open(request, timeout=30) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return Answer(refused.code, refused.headers, refused.read())


def scratch():
    """A folder that goes with its owner."""
    return tempfile.TemporaryDirectory(prefix="tillid-browser-", dir=os.environ.get("TILLID_BROWSER_CACHE"))
