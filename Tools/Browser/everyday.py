"""A helper's evening: come in, see who comes, read a brief, write a line, mend it. With a script and without."""
import re
import urllib.parse

from cases import case, desktop, phone, pin
from organisation import Member


@case("Somebody opens the link of an invitation, chooses a PIN, and sees tonight's people")
def come_in(stage):
    page = stage.newcomer("helper", name="Nina Prøve")
    assert urllib.parse.urlsplit(page.url).path == "/tonight", page.url
    assert page.locator("textarea[name=line]").is_visible()


@case("An invitation works once; its link shows nothing to whoever comes later")
def once(stage):
    path = stage.organisation.invite("Otto Prøve", "helper", stops=stage.stops)
    first, second = stage.device().new_page(), stage.device().new_page()
    stage.come_in(first, path)
    answer = second.goto(path)
    assert answer.status in (404, 410), answer.status
    assert "Otto" not in second.content()


@case("A brief fits a phone of 375 × 667 without scrolling, has at most 80 words, and weighs at most 30 KB")
def brief(stage):
    page = stage.page("helper", size=phone)
    member = stage.program(page)
    for who, _ in stage.people()[:12]:
        answer = page.goto(f"/people/{who}/brief")
        assert len(answer.body()) <= 30_000, f"{len(answer.body())} bytes"
        below = page.evaluate("""() => Math.max(...[...document.querySelectorAll('main .row')]
            .map(row => row.getBoundingClientRect().bottom))""")
        field = page.locator("textarea[name=line]").bounding_box()
        assert below <= 667, f"the last row of the brief of {who} ends at {below:.0f} px"
        assert field and field["y"] < 667, "the line field stands below the screen"
        parts = member.get(f"/api/people/{who}/brief").told["page"]["parts"]
        words = sum(len((part["row"]["label"] + " " + part["row"]["text"]).split()) for part in parts if "row" in part)
        assert words <= 80, f"{words} words"


@case("Every line of a brief opens the event behind it: what was told, by whom and when")
def behind(stage):
    page = stage.page("helper")
    page.goto(f"/people/{stage.people()[0][0]}/brief")
    links = [link.get_attribute("href") for link in page.locator("main .row a[href^='/events/']").all()]
    assert links, "no row of the brief leads to an event"
    for link in links:
        assert page.goto(link).ok, link
        assert page.locator("main").inner_text().strip()


def evening(script):
    """Sentences that hold with a script and without."""
    how = "with a script" if script else "without a script"

    @case(f"A line about somebody known takes at most three taps beside typing, {how}")
    def write(stage):
        who, name = stage.people()[0]
        page = stage.page("helper", script=script)
        page.goto("/people?q=" + urllib.parse.quote(name))
        page.locator(f"main a[href^='/people/{who}/brief']").first.click()  # one
        page.locator("form[action='/lines'] textarea").fill("kom forbi og drak kaffe, talte om tandlægen og hunden")  # two
        page.locator("form[action='/lines'] button").last.click()  # three
        page.get_by_text("drak kaffe").first.wait_for()

    @case(f"What a line tells stands as chips; one is taken off and put back, and the line is taken back, {how}")
    def chips(stage):
        who, _ = stage.people()[1]
        page = stage.page("helper", script=script)
        event = written(stage, page, who, "fik hjælp til mitID, og vi aftalte tandlæge på tirsdag")
        page.goto(f"/lines/{event}")
        on = page.locator(".chips form:has([name=holds]) button")
        off = page.locator(".chips form:not(:has([name=holds])) button")
        before = on.count()
        assert before >= 2, page.locator("main").inner_text()
        for press, left in ((on, before - 1), (off, before), (on, before - 1)):
            press.first.click()
            page.wait_for_url(f"**/lines/{event}*")
            page.wait_for_load_state()
            page.wait_for_timeout(300 if script else 0)
            assert on.count() == left, f"{on.count()} of {left} chips"
        page.locator("form[action$='/undo'] button").first.click()
        page.locator("form[action$='/redo']").first.wait_for()
        page.goto(f"/people/{who}/brief")
        assert "aftalte tandlæge på tirsdag" not in page.locator("main").inner_text()

    @case(f"The words of a line are corrected, and the brief says the new ones, {how}")
    def correct(stage):
        who, _ = stage.people()[2]
        page = stage.page("helper", script=script)
        event = written(stage, page, who, "kom med sin kanin i dag")
        page.goto(f"/lines/{event}")
        page.locator("main details summary").first.click()
        page.locator("form[action$='/words'] textarea").fill("kom med sin kattekilling i dag")
        page.locator("form[action$='/words'] button").click()
        page.locator("del, .remark").first.wait_for()
        page.goto(f"/people/{who}/brief")
        shown = page.locator("main").inner_text()
        assert "kattekilling" in shown and "kanin" not in shown, shown[:500]

    return write, chips, correct


for script in True, False:
    evening(script)


@case("A line about two people is told of both, whether it names them or they were chosen beside it")
def several(stage):
    (one, first), (other, second) = [named for named in stage.people() if named[1].count(" ")][3:5]
    page = stage.page("helper")
    member = stage.program(page)
    named = member.post("/api/lines", line=f"{first} og {second} spillede skak sammen").told
    chosen = member.post("/api/lines", line="de spillede kort sammen hele aftenen", person=[one, other]).told
    for told in named, chosen:
        assert len(told["events"]) == 2 and set(told["about"]) == {first, second}, told
    for who in one, other:
        page.goto(f"/people/{who}/history")
        shown = page.locator("main").inner_text()
        assert "spillede kort" in shown and "spillede skak" in shown


@case("The same line sent twice is kept once; other words under its id are refused")
def twice(stage):
    page = stage.page("helper")
    member = stage.program(page)
    me = member.get("/api/me").told
    id = f"{me['origin']}-{16 * 1000}"
    first = member.post("/api/lines", line="lånte en paraply", id=id)
    second = member.post("/api/lines", line="lånte en paraply", id=id)
    other = member.post("/api/lines", line="lånte en cykel", id=id)
    assert first.status == second.status == 200 and first.told == second.told, (first.text, second.text)
    assert other.status == 409, (other.status, other.text)


@case("A number of the civil register and a PIN are masked before they are kept, and the helper is told")
def masked(stage):
    page = stage.page("helper")
    told = stage.program(page).post("/api/lines", line="hans cpr er 010190-1234 og pinkode 4711").told
    assert told["masked"], told
    assert "010190" not in stage.organisation.run("tail")


@case("Two devices of one helper: what is written on one is read on the other, and one ends the other's seat")
def two_devices(stage):
    name, who = "Tove To", stage.people()[5][0]
    one = stage.newcomer("helper", name=name)
    other = stage.newcomer("helper", name=name, size=desktop)
    written(stage, one, who, "hilste fra Tove på den ene telefon")
    other.goto(f"/people/{who}/history")
    assert "den ene telefon" in other.locator("main").inner_text()
    other.goto("/me")
    other.locator("form[action='/me/others/end'] button").click()
    other.wait_for_load_state()
    one.goto("/tonight")
    assert not one.locator("textarea[name=line]").count(), "the first device still sees tonight's people"


@case("A PIN that anybody would guess is refused with the reason, and the next one lets in")
def guessed(stage):
    page = stage.device().new_page()
    page.goto(stage.organisation.invite("Prøve Pinkode", "helper"))
    page.locator("input[name=pin]").fill("1234")
    page.locator("main form button").click()
    reason = page.locator("form [role=alert]")
    reason.wait_for()
    assert "gætter" in reason.inner_text(), reason.inner_text()
    page.locator("input[name=pin]").fill(pin)
    page.locator("main form button").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


@case("A locked device asks for its PIN and goes on where it was; a wrong one opens nothing")
def locked(stage):
    page = stage.newcomer("helper")
    who, name = stage.people()[0]
    page.goto("/me")
    page.locator("form[action='/lock'] button").click()
    page.wait_for_url("**/unlock*")
    page.goto(f"/people/{who}/brief")
    assert name not in page.content()
    page.locator("input[name=pin]").fill("9" * 6)
    page.locator("form[action='/unlock'] button").click()
    page.wait_for_load_state()
    assert name not in page.content()
    page.locator("input[name=pin]").fill(pin)
    page.locator("form[action='/unlock'] button").click()
    page.wait_for_url(f"**/people/{who}/brief")


@case("Somebody whom a helper has not met is not shown; a reason opens them, and stands on their own page")
def why(stage):
    page = stage.newcomer("helper", stops=["Et andet sted"])
    who, name = stage.people()[0]
    answer = page.goto(f"/people/{who}/brief")
    assert answer.status == 403 and name not in page.content(), answer.status
    assert stage.program(page).get(f"/api/people/{who}/brief").status == 403
    page.locator("main a[href$='/why']").click()
    page.locator("main textarea, main input[type=text]").first.fill("skal afløse i aften og har brug for aftalerne")
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    assert page.goto(f"/people/{who}/brief").ok
    helper = stage.page("helper")
    helper.goto(f"/people/{who}/own")
    assert "skal afløse i aften" in helper.locator("main").inner_text()


@case("Somebody withdraws: nothing of them is remembered or found, and everybody else is there as before")
def withdraw(stage):
    before = stage.people()
    who, name = before[-1]
    page = stage.page("helper", script=False)
    assert name in found(page, name) and page.goto(f"/people/{who}/brief").status == 200
    page.goto(f"/people/{who}/own")
    stop = page.locator("details:has(form[action$='/own/stop'] [name=purpose][value=care])")
    stop.locator("summary").click()
    stop.locator("button").click()
    page.wait_for_load_state()
    assert "Vi er stoppet" in page.content() and "Vi husker dig ikke" in page.locator("main").inner_text()
    assert stage.people() == before[:-1]
    assert name not in found(page, name)
    refused = page.goto(f"/people/{who}/brief")
    assert refused.status == 410 and name not in page.locator("main").inner_text(), refused.status


def found(page, name):
    """Whom a helper finds by a name."""
    page.goto("/people?q=" + urllib.parse.quote(name))
    return "\n".join(page.locator("main ul").all_inner_texts())


@case("Somebody is erased: no page, no search and no list says their name any more")
def erase(stage):
    who, name = stage.people()[-2]
    page = stage.page("helper", script=False)
    assert name in found(page, name)
    page.goto(f"/people/{who}/own")
    page.locator(f"main a[href='/people/{who}/own/erase']").click()
    page.locator("form[action$='/own/erase'] button").click()
    page.wait_for_url(lambda url: "/own" not in url)
    assert who not in dict(stage.people())
    assert page.goto(f"/people/{who}/brief").status == 404
    for path in "/people", "/people?q=" + urllib.parse.quote(name), "/search?q=" + urllib.parse.quote(name.split()[0]):
        page.goto(path)
        assert f">{name}<" not in page.content(), path


def written(stage, page, who, line):
    """A line that this device has written: the id of its event."""
    return stage.program(page).post("/api/lines", line=line, person=who).told["event"]
