"""Every page: for those who cannot see it, in three themes, on two sizes, in both languages, without script."""
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

import places
from cases import case, desktop, phone, themes

pages_folder = Path(__file__).parents[2] / "Sources/CPages/pages"
rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@case("Axe finds nothing on any page, in any theme on a phone, nor on a large screen")
def accessible(stage):
    axe, found = Axe(), []
    for theme, size in [*((theme, phone) for theme in themes), (themes[0], desktop)]:
        for pattern, page in each(stage, theme=theme, size=size):
            # The menu and the line stay on the screen while the page moves beneath; on one as high as the page, over nothing.
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": size[0], "height": max(size[1], height)})
            for violation in axe.run(page, options=rules).response["violations"]:
                nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
                found.append(f"{pattern} {theme} {size[0]}: {violation['id']}: {nodes}")
            page.set_viewport_size({"width": size[0], "height": size[1]})
    assert not found, f"{len(found)}:\n" + "\n".join(sorted(found))


@case("No page is wider than the phone, also with text of twice the size")
def fits(stage):
    found = []
    for pattern, page in each(stage):
        for zoom in 1, 2:
            page.evaluate(f"document.documentElement.style.fontSize = '{112.5 * zoom}%'")
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                found.append(f"{pattern}: {wide} px too wide at {zoom * 100} %")
    assert not found, "\n".join(found)


@case("What is pressed is at least 48 by 48, or stands in a line of text")
def pressable(stage):
    found = set()
    for pattern, page in each(stage):
        found.update(f"{pattern}: {one}" for one in page.evaluate(small))
    assert not found, "\n".join(sorted(found))


small = """() => [...document.querySelectorAll('button, summary, select, nav a, .actions a, .chip button, '
  + 'input:not([type=hidden]):not([type=checkbox]):not([type=radio])')]
  .filter(one => one.checkVisibility({visibilityProperty: true}))
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([one, at]) => at.height > 1 && (at.height < 47.5 || at.width < 47.5))
  .map(([one, at]) => `${one.tagName} ${one.textContent.trim().slice(0, 30)} `
    + `${Math.round(at.width)}×${Math.round(at.height)}`)"""


@case("Every page has one heading of the first order, a language and a title, and works without script")
def plain(stage):
    found = []
    for pattern, page in each(stage, script=False):
        if pattern == "/offline":  # the shell of what is there with a script only
            continue
        for problem, holds in {
            "one h1": page.locator("h1").count() == 1, "lang": page.locator("html").get_attribute("lang") == "da",
            "title": bool(page.title().strip()),
            "every form has a token": all(form.locator("[name=token]").count() for form in page.locator("form[method=post]").all()),
            "every form goes somewhere": page.locator("form:not([action])").count() == 0,
        }.items():
            if not holds:
                found.append(f"{pattern}: {problem}")
    assert not found, "\n".join(found)


@case("Danish and English are complete: no template holds a word of neither")
def complete(stage):
    found = []
    for template in sorted(pages_folder.glob("*.mustache")):
        text = template.read_text()
        found += [f"{template.name}: [[{danish}|{english}]] is empty in one" for danish, english in said(text)
                  if not danish.strip() or not english.strip()]
        found += [f"{template.name}: ‘{words}’ is in no language" for words in unsaid(text)]
    assert not found, "\n".join(found)


@case("No page in one language holds words of the other")
def apart(stage):
    pairs = [pair for template in pages_folder.glob("*.mustache") for pair in said(template.read_text())]
    sides = {danish for danish, _ in pairs}, {english for _, english in pairs}
    found = set()
    for lang, mine, other in ("da", 0, 1), ("en", 1, 0):
        strange = {text.strip() for text in sides[other] - sides[mine] if len(text) > 5 and "{{" not in text}
        for pattern, page in each(stage, lang=lang):
            shown = page.content()
            texts = {text.strip() for pair in re.findall(
                r">([^<>]+)<|(?:aria-label|placeholder|title|alt)=\"([^\"]+)\"", shown) for text in pair}
            found.update(f"{pattern} {lang}: ‘{text}’" for text in texts & strange)
            if "[[" in shown or "{{" in shown:
                found.add(f"{pattern} {lang}: a template shows")
    assert not found, "\n".join(sorted(found))


def said(text):
    """What stands in two languages in a template."""
    return re.findall(r"\[\[([^|\]]*)\|([^\]]*)\]\]", text)


def unsaid(text):
    """Words of a template that stand in no pair of languages; the name of the program is the same in both."""
    text = re.sub(r"\[\[[^\]]*\]\]", "", text)
    text = re.sub(r"\{\{\{?[^}]*\}?\}\}", "", text)
    text = re.sub(r"<!--.*?-->|<script.*?</script>|<svg.*?</svg>|<title>[^<]*</title>", "", text, flags=re.S)
    shown = re.findall(r"(?:aria-label|placeholder|title|alt)=\"([^\"]*)\"", text) + re.split(r"<[^>]*>", text)
    words = (part.strip() for part in shown)
    return [part for part in words if re.search(r"[A-Za-zÆØÅæøå]{2,}", part) and part not in ("Tillid", "PIN", "English", "Dansk", "Admin")]


def each(stage, **how):
    """(pattern, page) of every page, on one device for each role."""
    devices = {}
    for pattern, path in places.all_of(stage):
        roles = places.roles_for(pattern)
        if roles not in devices:
            devices[roles] = stage.page(*roles, **how) if roles else stage.device(**how).new_page()
        page = devices[roles]
        answer = page.goto(path)
        while answer.status == 429:  # invitations are looked at ten times a minute and no more
            page.wait_for_timeout(7000)
            answer = page.goto(path)
        assert answer.ok, f"{pattern}: {answer.status}: {page.locator('main').inner_text()[:200]}"
        yield pattern, page
    for page in devices.values():
        page.context.close()
