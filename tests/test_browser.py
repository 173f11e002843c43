"""The page in a real browser, with the network off."""

from __future__ import annotations

import shutil

import pytest

from tests.report.conftest import html_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install playwright"
)
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright",
    reason="axe is not installed: pip install axe-playwright-python",
)
if CHROMIUM is None:
    pytest.skip("chromium is not on this machine", allow_module_level=True)


@pytest.fixture(scope="module")
def browser():
    """Chromium without a sandbox, as containers need it."""
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def page_at(tmp_path_factory):
    """The address of a made-up report."""
    folder = tmp_path_factory.mktemp("pages")

    def address(name):
        path = folder / f"{name}.html"
        path.write_text(html_of(name), encoding="utf-8")
        return path.as_uri()

    return address


@pytest.fixture
def opened(browser, page_at):
    """Open a page; what it said and asked for is kept."""
    contexts = []

    def go(name="make", *, width=1280, hash_="", **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(page_at(name) + hash_)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", ["make", "make_nothing", "make_one", "make_hostile"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_loads_without_a_word_and_without_a_request(opened, name, scheme):
    page = opened(name, color_scheme=scheme)
    assert page.said == []
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert len(page.asked) == 1


@pytest.mark.parametrize("name", ["make", "make_hostile"])
@pytest.mark.parametrize("width", [380, 1280])
def test_page_never_scrolls_sideways(opened, name, width):
    page = opened(name, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_text_runs_nothing(opened):
    assert opened("make_hostile").title().startswith("A title with <b>markup</b>")


def number(page):
    return page.locator("section:first-child a.n").first


def is_open(page):
    target = number(page).get_attribute("href")
    return page.evaluate("id => document.querySelector(id).open", target)


def test_evidence_opens_by_mouse_and_closes_again(opened):
    page = opened()
    number(page).click()
    assert is_open(page)
    assert number(page).get_attribute("aria-expanded") == "true"
    number(page).click()
    assert not is_open(page)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_evidence_opens_by_keyboard(opened, key):
    page = opened()
    number(page).focus()
    page.keyboard.press(key)
    assert is_open(page)


def test_escape_closes_and_returns_the_focus(opened):
    page = opened()
    number(page).focus()
    page.keyboard.press("Enter")
    page.locator(f"{number(page).get_attribute('href')} summary").focus()
    page.keyboard.press("Escape")
    assert not is_open(page)
    assert number(page).evaluate("link => link === document.activeElement")


def test_escape_elsewhere_does_nothing(opened):
    page = opened()
    page.keyboard.press("Escape")
    assert page.said == []


def test_address_with_an_id_opens_that_block(opened):
    target = "#c-quotation-quoted-words-all"
    page = opened(hash_=target)
    assert page.evaluate("id => document.querySelector(id).open", target)
    assert page.locator(target).is_visible()


def test_number_controls_the_block_it_names(opened):
    page = opened()
    link = number(page)
    assert f"#{link.get_attribute('aria-controls')}" == link.get_attribute("href")
    assert link.get_attribute("role") == "button"


def test_without_script_the_evidence_is_there_and_closed(opened):
    page = opened(java_script_enabled=False)
    summary = page.locator("details.ev summary").first
    assert summary.is_visible()
    summary.click()
    assert page.locator("details.ev[open]").count() == 1


def test_dark_theme_changes_ground_and_drawings(opened):
    probe = """() => [getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector('svg circle.a')).fill,
        getComputedStyle(document.querySelector('svg.fig .f-a')).fill]"""
    light, dark = (
        opened(color_scheme=scheme).evaluate(probe) for scheme in ("light", "dark")
    )
    assert all(first != second for first, second in zip(light, dark, strict=True))


@pytest.mark.parametrize("name", ["make", "make_nothing", "make_hostile"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(opened, name, scheme):
    page = opened(name, color_scheme=scheme)
    found = axe.Axe().run(page).response["violations"]
    serious = [
        (fault["id"], fault["nodes"][0]["html"][:120])
        for fault in found
        if fault["impact"] in {"serious", "critical"}
    ]
    assert serious == []


def test_axe_finds_no_serious_fault_in_open_evidence(opened):
    page = opened(width=380)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = axe.Axe().run(page).response["violations"]
    assert [f["id"] for f in found if f["impact"] in {"serious", "critical"}] == []
