"""The description of the API, and a program that sends what fits it and what does not."""
import json
import os
import subprocess
import sys
from pathlib import Path

from cases import case
from organisation import Member

seconds = os.environ.get("TILLID_API_SECONDS", "30")


@case("The description of the API is valid OpenAPI 3.1, and whoever asks may read it")
def described(stage):
    from openapi_spec_validator import validate
    told = Member(stage.organisation).get("/openapi.json").told
    assert told["openapi"].startswith("3.1"), told["openapi"]
    validate(told)


@case("Every field, answer and refusal of the API is described: what schemathesis sends breaks nothing")
def nonsense(stage):
    roles = "helper", "admin", "researcher"
    member = stage.organisation.member("Skema", *roles, stops=stage.stops)
    words = [Path(sys.executable).with_name("schemathesis"), "run", stage.organisation.address + "/openapi.json",
             "--seed", "1", "--max-time", seconds, "--max-examples", "30", "--workers", "2", "--no-color",
             "--phases", "examples,coverage,fuzzing", "--request-timeout", "10", "--suppress-health-check", "all",
             "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
             # What would end the seat, or take longer than a minute.
             "--exclude-path-regex", "^/api/(sign-out|sign-in|me/|admin/people|admin/works|admin/rehearsal|admin/backups|admin/verify|admin/keys)"]
    for name, value in member.headers().items():
        words += ["--header", f"{name}: {value}"]
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, cwd=os.environ["TILLID_BROWSER_CACHE"])
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
