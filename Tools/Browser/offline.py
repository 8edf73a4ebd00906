"""No signal: lines wait on the phone, and each is sent once when the signal is back."""
import json

from cases import case
from organisation import pin
from phones import brief_of, devices, kept, line, save, times, until


@case("a line without signal is counted at once, and is sent by itself when the signal is back")
def away(stage):
    with devices(stage) as [device]:
        device.come_in("Uden Signal")
        page = device.open(brief_of(stage))
        device.context.set_offline(True)
        for number in range(3):
            device.write(f"kaffe uden signal nummer {number}")
        page.wait_for_selector("#waiting:has-text('3 linjer venter')")
        device.context.set_offline(False)
        device.empty()
        found = [each for each in kept(stage) if "uden signal nummer" in each]
        assert [each[-1] for each in found] == ["0", "1", "2"], found


@case("tonight's people and their briefs are there without signal, behind the PIN; five wrong ones shut it")
def carried(stage):
    with devices(stage) as [device]:
        device.come_in("Mørk Vej")
        page = device.open("/tonight")
        page.wait_for_timeout(4000)
        device.close()
        device.start().context.set_offline(True)
        page = device.open("/tonight")
        first = page.locator("#carried a").first
        name = first.inner_text()
        first.click()
        assert page.inner_text("h1") == name and page.locator("#brief .row, #brief .remark").count()
        device.close()
        device.start().context.set_offline(True)
        device.page.goto("/tonight")
        for _ in range(5):
            device.page.wait_for_selector("#code", state="visible")
            device.page.fill("#code", "000000")
            device.page.click("#pin button")
            until(device.page, "document.getElementById('code').value === '' && !!document.getElementById('wrong').textContent")
            device.page.wait_for_timeout(1500)
        device.page.fill("#code", pin)
        device.page.click("#pin button")
        device.page.wait_for_timeout(1500)
        assert device.page.locator("#carried a").count() == 0
        device.write("skrevet selv om den er låst")
        device.context.set_offline(False)
        device.open(brief_of(stage))
        device.empty()


@case("two devices of one helper, and two pages on one device, send each line once")
def two(stage):
    with devices(stage, 2) as both:
        for number, device in enumerate(both):
            device.come_in(f"To Telefoner {number}")
            device.open(brief_of(stage))
            device.context.set_offline(True)
            for each in range(3):
                device.write(f"fra telefon {number} linje {each}")
        other = both[0].context.new_page()
        other.goto(brief_of(stage))
        for device in both:
            device.context.set_offline(False)
        for device in both:
            device.empty()
        for number in range(2):
            for each in range(3):
                assert times(stage, f"fra telefon {number} linje {each}") == 1


@case("a line that is refused stays, with the reason, until it is mended")
def refused(stage):
    with devices(stage) as [device]:
        device.come_in("Retter Selv")
        page = device.open(brief_of(stage))
        page.route("**/api/lines", lambda route: route.fulfill(
            status=422, content_type="application/json", body=json.dumps({"error": "Det kan ikke gemmes."})))
        device.write("en linje som ingen tager imod")
        page.wait_for_selector(".refused:has-text('Det kan ikke gemmes.')")
        page.unroute("**/api/lines")
        page.click("#told button:has-text('Ret')")
        page.fill(line, "en linje som alle tager imod")
        page.click(save)
        page.wait_for_timeout(500)
        device.empty()
        assert times(stage, "som alle tager imod") == 1 and times(stage, "som ingen tager imod") == 0
