"""What lies on a phone: sealed, for how long, and what becomes of it when somebody leaves."""
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from cases import case
from organisation import pin, scratch
from phones import Device, brief_of, devices, line, times, until


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


@case("lines that wait on a phone that was put out are sent when its owner comes in there again")
def put_out(stage):
    with devices(stage) as [device]:
        device.come_in("Ude Igen")
        page = device.open(brief_of(stage))
        device.context.set_offline(True)
        device.write("skrevet før telefonen blev lukket ude")
        other = stage.organisation.member("Ude Igen", "helper", stops=stage.stops)
        assert other.post("/api/me/others/end").status == 200
        device.context.set_offline(False)
        page.goto("/sign-in")
        page.wait_for_selector("#waiting:has-text('1 linje venter')")
        assert device.waiting() == 1 and times(stage, "blev lukket ude") == 0
        device.come_in("Ude Igen")
        device.open(brief_of(stage))
        device.empty()
        assert times(stage, "blev lukket ude") == 1


@contextmanager
def unheard(stage, name):
    """A phone with a line that waits and people carried along, to which nobody answers any more; `later` opens it
    after so many days."""
    with devices(stage) as [device]:
        device.come_in(name)
        page = device.open("/tonight")
        until(page, carried)
        device.context.route("**/api/**", lambda route: route.abort())
        device.write("venter på signal i mange dage")

        def later(days, script=""):
            device.context.clock.set_fixed_time(datetime.now() + timedelta(days=days))
            last, device.page = device.page, device.context.new_page()
            last.close()  # else it notices that it was idle for days
            device.page.add_init_script(script)
            device.page.goto(brief_of(stage))
            until(device.page, "!!db && !document.hidden")
            return device.page
        yield device, later


carried = "!!db && read('meta', meta => meta.getAllKeys(starting('carry:'))).then(all => all.length > 0)"


@case("before a phone or its browser would clear lines that wait, it says so")
def warned(stage):
    with unheard(stage, "Advaret I Tide") as (_, later):
        for days, isKept, isInstalled, word in (
                (2, "false", "true", None), (2, "false", "false", "install"), (6, "true", "true", None),
                (6, "false", "true", "clears"), (11, "true", "true", "expires")):
            page = later(days, f"""navigator.storage.persisted = async () => {isKept};
                Object.defineProperty(navigator, 'standalone', {{ value: {isInstalled} }});""")
            page.wait_for_selector("#waiting:has-text('1 linje venter')")
            said = page.locator("#waiting .risk").all_inner_texts()
            wanted = page.evaluate(f"say('{word}', 3)") if word else None
            assert said == ([wanted] if word else []), (days, isKept, isInstalled, said)


@case("what lies on a phone that has heard nothing is there for 14 days, and then gone")
def wiped(stage):
    with unheard(stage, "Væk I Ugevis") as (device, later):
        page = later(13)
        assert device.waiting() == 1 and page.evaluate(carried)
        page = later(15)
        until(page, carried.replace("> 0", "=== 0"))
        assert device.waiting() == 0
