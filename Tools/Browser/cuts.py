"""Neither a killed browser, a cut network nor a killed server loses or doubles a line. TILLID_CUTS says how often each
run cuts something off (10; its own command: 100)."""
import os
import random

from cases import case
from phones import brief_of, devices, empty, kept, line, save, times, until

# How something is cut off, and how long after the press: before it, during it, after it.
cuts = "browser", "network", "server"


@case("cut off at random moments, no line is lost and none doubled")
def cut(stage):
    count, seed = int(os.environ.get("TILLID_CUTS", "10")), int(os.environ.get("TILLID_SEED", "1"))
    chance = random.Random(seed)
    brief, port = brief_of(stage), stage.organisation.port
    keys = pressed = drafted = 0
    with devices(stage) as [device]:
        device.come_in("Dårligt Signal")
        device.close()  # Chromium writes cookies down within half a minute, or when it ends
        device.start()
        for number in range(count):
            text = f"afbrudt {seed}.{number}. Drak kaffe ved bilen og talte om vejret"
            page = device.open(brief)
            if chance.random() < .3:
                device.context.set_offline(True)
            done = at_risk(device, page, text, chance, port)
            if not device.context:
                device.start()
            device.context.set_offline(False)
            page = device.open(brief)
            # Whoever comes back sees what they had begun, and goes on from there.
            if not done:
                page.wait_for_timeout(700)
                here = page.input_value(line)
                if here or not await_kept(stage, device, text):
                    assert text.startswith(here), (text, here)
                    drafted += 1
                    keys += len(text) - len(here)
                    page.fill(line, text)
                    page.click(save)
                    page.wait_for_timeout(200)
            else:
                pressed += 1
        device.open(brief)
        device.empty(300)
        lines = kept(stage)
    found = [sum(f"afbrudt {seed}.{number}." in each for each in lines) for number in range(count)]
    print(f"      {count} cuts: {found.count(0)} lost, {sum(each > 1 for each in found)} doubled; {pressed} were saved "
          f"before the cut, {drafted} stood in the field again")
    assert found == [1] * count, found


def await_kept(stage, device, text):
    return device.waiting() or times(stage, text[:14])


def at_risk(device, page, text, chance, port):
    """Types and presses while something is cut off at a random moment; whether the page said that it is saved."""
    organisation = device.stage.organisation
    how, when = chance.choice(cuts), chance.choice(["typing", "pressed", "later"])
    try:
        if when == "typing":
            stop = chance.randrange(1, len(text))
            page.type(line, text[:stop], delay=5)
            page.wait_for_timeout(chance.randrange(0, 250))
            cut_off(device, organisation, how, port)
            page.type(line, text[stop:], delay=5)
        else:
            page.type(line, text, delay=5)
        page.evaluate(f"document.querySelector('{save}').click()" if when == "pressed" else "0")
        if when == "pressed":
            page.wait_for_timeout(chance.randrange(0, 60))
            cut_off(device, organisation, how, port)
        else:
            page.click(save)
        until(page, empty)
        if when == "later":
            page.wait_for_timeout(chance.randrange(0, 400))
            cut_off(device, organisation, how, port)
        return True
    except Exception:
        if device.context:
            raise
        return False


def cut_off(device, organisation, how, port):
    if how == "browser":
        device.kill()
    elif how == "network":
        device.context.set_offline(True)
    else:
        organisation.kill()
        organisation.serve(port=port)
