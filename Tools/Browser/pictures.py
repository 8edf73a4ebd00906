"""The pictures of the documentation, made anew: the web pages of the invented organisation."""
from pathlib import Path

from cases import case, desktop, phone

resources = Path(__file__).parents[2] / "Sources/Documentation/Tillid.docc/Resources"


@case("Tonight, a brief, a history and a rehearsal, as they look")
def taken(stage):
    helper, admin = stage.page("helper", size=phone), stage.page("admin", "helper", size=desktop)
    who = stage.people()[0][0]
    stop = stage.busiest()
    for name, page, path in (("tonight", helper, f"/tonight?stop={stop}"), ("brief", helper, f"/people/{who}/brief"),
                             ("history", helper, f"/people/{who}/history"), ("own", helper, f"/people/{who}/own"),
                             ("rehearsal", admin, "/admin/rehearsal")):
        page.goto(path)
        page.wait_for_timeout(300)
        page.screenshot(path=resources / f"web-{name}.png")
