"""The description of the API, and a program that sends what fits it and what does not."""
import json
import os
import subprocess
import sys
from pathlib import Path

import places
from cases import case
from organisation import Member, scratch

seconds = int(os.environ.get("TILLID_API_SECONDS", "40"))
checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# What would end the seat that asks, or begins a work of minutes.
left_out = {"/api/sign-out", "/api/lock", "/api/unlock", "/api/me/pin", "/api/me/others/end", "/api/admin/rehearsal",
            "/api/admin/rehearsal/check", "/api/admin/verify", "/api/admin/backups", "/api/admin/backups/check",
            "/api/admin/keys/rotate", "/api/admin/vocabulary/suggest", "/api/admin/vocabulary/diff"}


@case("The description of the API is valid OpenAPI 3.1, and whoever asks may read it")
def described(stage):
    from openapi_spec_validator import validate
    told = Member(stage.organisation).get("/openapi.json").told
    assert told["openapi"].startswith("3.1"), told["openapi"]
    validate(told)


def asking(roles, share):
    """Each role sends what may be sent, of those who are there, as of nobody."""
    whose = " and ".join(roles) or "somebody who is not signed in"

    @case(f"Every field, answer and refusal of the API is described: what {whose} sends breaks nothing")
    def nonsense(stage):
        headers = {}
        if roles:
            member = stage.organisation.member("Skema " + whose, *roles, stops=stage.stops)
            headers = member.headers()
        with scratch() as folder:
            description = Path(folder) / "openapi.json"
            description.write_text(json.dumps(with_those_there(stage, signed_in=bool(roles))))
            words = [Path(sys.executable).with_name("schemathesis"), "run", description, "--url", stage.organisation.address,
                     "--seed", "1", "--max-time", max(1, seconds * share // 8), "--max-examples", "30", "--workers", "1",
                     "--no-color", "--phases", "examples,coverage,fuzzing", "--request-timeout", "60",
                     "--suppress-health-check", "all", "--warnings", "off", "--checks", checks]
            for name, value in headers.items():
                words += ["--header", f"{name}: {value}"]
            done = subprocess.run([*map(str, words)], capture_output=True, text=True, cwd=folder)
        assert done.returncode == 0, (done.stdout.partition("FAILURES ")[2] or done.stdout)[:6000] + done.stderr[-2000:]
        assert not roles or member.get("/api/me").status == 200, "the seat that asked was ended by what it sent"
    return nonsense


for roles, share in (("helper",), 3), (("admin", "helper"), 2), (("researcher",), 1), ((), 1):
    asking(roles, share)


def with_those_there(stage, signed_in):
    """The description, with handles and events of the organisation in the places that ask for them."""
    description = Member(stage.organisation).get("/openapi.json").told
    there = real(stage)
    for path, methods in list(description["paths"].items()):
        if signed_in:
            for method in [method for method in methods if method == "post" and path in left_out]:
                del methods[method]
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                values = there.get(parameter["name"]) if parameter["in"] == "path" else None
                # Whoever is erased or says stop is nobody of whom more is asked.
                if parameter["name"] == "person" and path.endswith(("/erase", "/stop")):
                    values = there["leaving"]
                if values:
                    parameter["schema"] = {"type": "string", "enum": values}
        if not methods:
            del description["paths"][path]
    return description


def real(stage):
    """What may stand in a place: something that is there, and something that is not."""
    people = [who for who, _ in stage.people()]
    who = people[0]
    events = [event["id"] for event in stage.organisation.events() if event.get("subject") == who]
    stage.organisation.member("Skema Andersen", "helper")
    accounts = stage.member("admin", "helper").get("/api/admin/people").told["people"]
    other = [one["account"] for one in accounts if one["name"] == "Skema Andersen"]
    return {"person": [who, people[1], "0" * 32], "leaving": [people[-1], "0" * 32], "event": events[-6:] + ["00000000000000aa-16"],
            "account": [*other, "x"], "kind": [places.example(stage, "", "kind"), "x"],
            "part": [places.example(stage, "", "part"), "x"]}
