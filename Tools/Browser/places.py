"""Every page that there is, as the description of the API lists them, with something real in each place."""
import json
import re

from organisation import Member, scratch

# Pages that are for people only, so no program is told of them.
for_people = ["/sign-in/{invitation}", "/offline"]
# Files and streams: there is nothing to look at. A release needs hundreds of people, and this organisation has few.
no_page = re.compile(r"^/sync/|/file$|/take-away$|^/research/\{release\}|\.(json|svg|png|js|webmanifest)$")


def all_of(stage):
    """(pattern, path) of each GET route that is a page; looked up once."""
    if stage.places:
        return stage.places
    several(stage)
    paths = Member(stage.organisation).get("/openapi.json").told["paths"]
    found = [path.removeprefix("/api") or "/" for path, methods in sorted(paths.items()) if "get" in methods]
    stage.places = [(pattern, filled(stage, pattern)) for pattern in found + for_people if not no_page.search(pattern)]
    return stage.places


def several(stage):
    """Makes the machine one of several, with a van that has not come yet: their pages would be empty else."""
    run = stage.organisation.run
    if (stage.organisation.folder / "machine").exists():
        return
    run("hub", "begin", "nibe", "--address", "127.0.0.1:27922")
    with scratch() as folder:
        request = f"{folder}/request"
        asked = run("van", "ask", "van-nord", "--region", "nord", "--data", f"{folder}/van", "--to", request, "--json")
        run("hub", "admit", request, "--fingerprint", json.loads(asked)["fingerprint"], "--to", f"{folder}/answer")


def filled(stage, pattern):
    return re.sub(r"\{(\w+)\}", lambda place: example(stage, pattern, place[1]), pattern)


def example(stage, pattern, place):
    """Something that is there: whoever adds a route with a new place says here what stands in it."""
    if place == "person":
        return stage.people()[0][0]
    if place == "event":
        who = stage.people()[0][0]
        return [event["id"] for event in stage.organisation.events()
                if event.get("subject") == who and event["type"] == "tillid.note"][-1]
    if place == "invitation":
        return stage.organisation.invite(f"Indbudt {len(pattern)}", "helper").rpartition("/")[2]
    admin = stage.member("admin", "helper")
    if place == "account":
        return admin.get("/api/admin/people").told["people"][0]["account"]
    if place == "machine":
        return "van-nord"
    if place == "kind":
        return "mitid"
    if place == "part":
        return admin.get("/api/admin/vocabulary").told["parts"][0]["part"]
    raise LookupError(f"places.py does not know what may stand in {{{place}}} of {pattern}")


def roles_for(pattern):
    """Whose page it is."""
    if pattern.startswith("/sign-in/"):
        return ()
    if pattern.startswith("/admin"):
        return ("admin", "helper")
    return ("researcher",) if pattern.startswith("/research") else ("helper",)
