"""What admins do: people, a rehearsal, the switch, and what they do not see."""
import json
import time
from pathlib import Path

from cases import case, desktop, phone
from organisation import scratch


@case("An admin invites somebody by a picture that a phone reads, and they come in")
def invites(stage):
    page = stage.page("admin", size=desktop)
    page.goto("/admin/people")
    form = page.locator("form[action='/admin/people']")
    form.locator("input[name=name]").fill("Ny Prøvesen")
    form.locator("button").last.click()
    page.locator("svg.qr").wait_for()
    link = page.locator("main [readonly]").input_value()
    other = stage.device(size=phone).new_page()
    stage.come_in(other, link)
    assert other.locator("nav.bar").count()


@case("Whoever leaves us is out on every device at once")
def leaves(stage):
    helper = stage.newcomer("helper", name="Gå Gåsen")
    page = stage.page("admin", size=desktop)
    page.goto("/admin/people")
    page.get_by_role("link", name="Gå Gåsen").click()
    page.locator("form[action$='/left'] button").click()
    page.wait_for_load_state()
    assert helper.goto("/tonight").status == 401


@case("An admin reads no story: none of the pages of a participant opens, and no admin page says a name")
def no_stories(stage):
    page = stage.page("admin", size=desktop)
    who, name = stage.people()[0]
    for path in "brief", "history", "own", "trust", "matters", "faces":
        assert page.goto(f"/people/{who}/{path}").status == 403, path
    for path in "/admin", "/admin/rehearsal", "/admin/vocabulary", "/admin/verify", "/admin/keys", "/admin/backups":
        assert page.goto(path).ok, path
        assert name not in page.content(), path


@case("A rebuild is rehearsed, its progress followed, what it would change is read, then everybody reads it, and back")
def rehearse(stage):
    page = stage.page("admin", size=desktop)
    page.goto("/admin/rehearsal")
    page.locator("form[action='/admin/rehearsal'] button").first.click()
    for act in "switch", "back":
        until(page, f"form[action$='/{act}'] button")
        page.locator(f"form[action$='/{act}'] button").first.click()
        page.wait_for_load_state()
    assert stage.page("helper").goto(f"/people/{stage.people()[0][0]}/brief").ok


def until(page, selector, seconds=90):
    """Looks again until it is there."""
    end = time.monotonic() + seconds
    while not page.locator(selector).count():
        assert time.monotonic() < end, page.locator("main").inner_text()[:800]
        page.wait_for_timeout(1000)
        page.goto("/admin/rehearsal")


@case("One machine is told that it is enough; then a van is let in by a file and what was said, seen, and locked out")
def machines(stage):
    page, organisation = stage.page("admin", size=phone), stage.organisation
    page.goto("/admin/machines")
    assert not page.locator("#fleet").count() and page.locator("main .card").count() == 1
    organisation.run("hub", "begin", "nibe", "--address", "127.0.0.1:27922")
    with scratch() as folder:
        request = f"{folder}/request"
        asked = organisation.run("van", "ask", "van-nord", "--data", f"{folder}/van", "--to", request, "--json")
        page.goto("/admin/machines")
        beside = page.context.new_page()
        beside.goto("/admin/admit")
        beside.set_input_files("#file", request)
        for said in "0000 1111 2222 3333", json.loads(asked)["fingerprint"].lower():
            beside.locator("#fingerprint").fill(said)
            beside.locator("main form button").click()
            beside.wait_for_load_state()
            if said.startswith("0000"):
                assert "van-nord" in beside.locator("#request").input_value(), "what was pasted is lost"
        with beside.expect_download() as answer:
            beside.locator("[data-save]").click()
        assert answer.value.suggested_filename == "van-nord.answer"
        assert "BEGIN TILLID ANSWER" in Path(answer.value.path()).read_text()
    page.locator("#fleet a", has_text="van-nord").click(timeout=15_000)  # the page has followed by itself
    page.locator("button.danger").click()
    assert page.url.endswith("/van-nord") and page.locator("button.danger").count(), "nobody has said that they are sure"
    page.locator("input[name=sure]").check()
    page.locator("button.danger").click()
    page.locator(".note").wait_for()
    assert not page.locator("button.danger").count()
    organisation.run("hub", "end")
    page.goto("/admin/machines")
    assert not page.locator("#fleet").count()
