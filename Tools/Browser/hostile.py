"""What attackers try from outside, and what the server says about those it serves."""
import re
import socket
import time

import places
from cases import case
from organisation import Member, pin

script = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
mark = "kvasisløjfe"  # a word that stands nowhere else


@case("Whatever is written as a name, a stop, a line or a reason is shown as words: no script runs, the policy holds")
def written(stage):
    name = f"Ondt {script}"
    page = stage.newcomer("helper", "admin", name=name, stops=[*stage.stops, script])
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    member = stage.program(page)
    who = stage.people()[0][0]
    for fields in ({"line": f"kom forbi {script}", "person": who, "at": script}, {"line": script}, {"line": script, "at": script}):
        assert member.post("/api/lines", **fields).status == 200
    stage.places = []
    for pattern, path in places.all_of(stage):
        page.goto(path + ("&" if "?" in path else "?") + "q=" + script.replace("#", "%23"))
        page.wait_for_timeout(50)
        assert page.title() != "taken", pattern
        assert page.locator("main script:not([src^=\"/files/\"]), main img[onerror]").count() == 0, pattern
    stage.places = []
    assert not complaints, complaints[:3]


@case("No name, no word of a line and no PIN stands in anything that the server prints or counts")
def silent(stage):
    helper = stage.organisation.member(f"Hjælper {mark}", "helper", stops=stage.stops)
    stranger = Member(stage.organisation)
    who, name = stage.people()[0]
    helper.post("/api/lines", line=f"fortalte om {mark}", person=who, at=stage.stops[0])
    for pattern, path in places.all_of(stage):
        for member in helper, stranger:
            for before in "", "/api":
                member.get(before + path)
                member.get(before + path + "?q=" + "kvasisl%C3%B8jfe")
    helper.post("/api/lines", line="x" * 100_000)
    stranger.post("/unlock", pin=pin, to="/" + mark)
    stranger.get("/people/kvasisl%C3%B8jfe")
    said = "".join(stage.organisation.log) + stranger.get("/metrics").text
    words = [mark, "kvasisl%C3%B8jfe", pin, name, who, *re.findall(r"\w{3,}", name)]
    assert not [word for word in words if word.lower() in said.lower()], said[-2000:]


@case("A client that sends a letter a second is given up, and others are served meanwhile")
def slow(stage):
    half = b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: "
    whole = (b"POST /sign-in/x HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
             b"Content-Length: 1000\r\n\r\n")
    slow = [connected(stage, begun) for begun in [half] * 20 + [whole] * 20]
    began = time.monotonic()
    while slow and time.monotonic() - began < 75:
        slow = [one for one in slow if alive(one)]
        assert Member(stage.organisation).get("/health").status == 200
        time.sleep(1)
    assert not slow, f"{len(slow)} of 40 are still served after {time.monotonic() - began:.0f} s"


@case("No way out of the files, no header in an answer, no redirect to elsewhere, whatever stands in the path")
def paths(stage):
    for path in ("/files/../Package.swift", "/files/%2e%2e%2fPackage.swift", "/files/..%2f..%2fetc%2fpasswd", "/files/%00", "//evil.example/",
                 "/people/" + "0" * 32 + "/brief", "/people/" + "f" * 5000 + "/brief", "/people/%00/brief", "/people/..%2f/brief",
                 "/%0d%0aSet-Cookie:%20a=b", "/events/%ff", "/sign-in/%0d%0aX-A:%20b", "/\\evil.example"):
        answered = raw(stage, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        head = answered.partition(b"\r\n\r\n")[0].decode("latin-1")
        status = int(head.split(" ")[1])
        assert 300 <= status < 500, f"{path}: {head[:200]}"
        assert "set-cookie" not in head.lower() and "x-a:" not in head.lower() and "evil" not in head, f"{path}: {head}"
        assert b"root:" not in answered and b"swift-tools" not in answered, path


@case("What is too large is refused: a body, a header, a path")
def large(stage):
    for request in (b"POST /lines HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n" + b"x" * 200_000,
                    b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"x" * 200_000 + b"\r\n\r\n",
                    b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"):
        answered = raw(stage, request)
        assert not answered or 400 <= int(answered.split(b" ")[1]) < 500, answered[:200]
        assert Member(stage.organisation).get("/health").status == 200


def connected(stage, begun):
    one = socket.create_connection(("127.0.0.1", stage.organisation.port), timeout=5)
    one.sendall(begun)
    return one


def alive(one):
    """Sends one letter more; whether the other side still listens."""
    try:
        one.sendall(b"x")
        one.setblocking(False)
        try:
            one.recv(4096)
            return False
        except BlockingIOError:
            return True
        finally:
            one.setblocking(True)
    except OSError:
        return False


def raw(stage, request):
    with socket.create_connection(("127.0.0.1", stage.organisation.port), timeout=40) as one:
        answered = b""
        try:
            one.sendall(request)
            one.shutdown(socket.SHUT_WR)
            while more := one.recv(65536):
                answered += more
        except OSError:
            pass
        return answered
