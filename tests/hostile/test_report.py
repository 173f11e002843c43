"""One report of all hostile words: nothing of them is markup, code or a formula."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import matplotlib as mpl
import pytest

from framing.store import read_run
from framing.tabular import RISKY
from tests.hostile.watching import listing, watched, writes
from tests.hostile.words import WORDS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Two outlets that the profiles know, so that groups are compared, and one that is not.
OUTLETS = ("Xinhua", "Reuters")
# What the templates write; anything else came from the data.
TAGS = (
    "|html|head|meta|title|style|body|svg|defs|pattern|path|rect|line|circle|g|text|"
    "polyline|polygon|tspan|use|main|section|h1|h2|h3|h4|h5|p|b|span|a|abbr|code|br|"
    "details|summary|ul|li|q|cite|sup|sub|mark|div|table|caption|colgroup|col|thead|"
    "tbody|tr|th|td|figure|figcaption|dl|dt|dd|nav|ol|footer|script|ellipse|clippath|"
    "lineargradient|stop|desc|em|strong|i|small|"
)


def text_of(words, n):
    return (
        f"The minister Ana Oru of China met the President of Russia on Monday, {n}. "
        f"{words} stands in a sentence of the article. “The accord {words} is good "
        f"and we agree,” the Chinese minister told reporters. He said that {words} was "
        f"a terrible threat to Russia.\n\n{words}\n\nThe accord covers forty ships of "
        "China, and officials in Moscow welcomed the good news, the minister said. "
    )


def records():
    """Yield an article for each kind, which stands in every field, and plain ones.

    Every third has an outlet of the profiles, so that groups are compared.
    """
    for n, outlet in enumerate(OUTLETS * 4):
        plain = text_of("the peace", n)
        yield {"id": f"plain {n}", "outlet": outlet, "text": plain}
    for n, words in enumerate(WORDS.values()):
        yield {
            "id": words,
            "outlet": OUTLETS[n % 2] if n % 3 == 0 else words,
            "title": words,
            "text": text_of(words, n),
            "url": words,
            "authors": [words],
            "genre": words,
            "date": words if n % 7 == 0 else f"2031-05-{1 + n // 5:02}",
            words[:900]: words,
        }


def fill(sandbox):
    lines = [json.dumps(record) for record in records()]
    (sandbox / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with (sandbox / "targets.csv").open("w", encoding="utf-8", newline="") as handle:
        rows = csv.writer(handle)
        rows.writerow(["key", "name"])
        for n, words in enumerate(WORDS.values()):
            plain = words.encode("utf-8", "replace").decode().replace("\0", "")
            if plain.strip() and n % 4 == 0:
                rows.writerow([f"target-{n}", f"{plain[:300]} accord"])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return watched(
        tmp_path_factory.mktemp("words"),
        fill,
        *("report", "rows.jsonl", "--out", "out", "--targets", "targets.csv"),
        *("--title", WORDS["end of title"]),
    )


def test_the_report_is_whole(made):
    sandbox, _, done, _ = made
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert (sandbox / "out" / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert (sandbox / "out" / "report.html").stat().st_size > 100_000


def test_every_article_is_used(made):
    tables = read_run(made[0] / "out" / "run").tables
    assert tables["set_aside"]["detail"].tolist() == []
    assert len(tables["articles"]) == len(WORDS) + 8


def test_nothing_beside_the_output_changes(made):
    sandbox, before, _, rows = made
    out = sandbox / "out"
    after = {k: v for k, v in listing(sandbox).items() if not k.startswith(bytes(out))}
    assert after == before
    allowed = ("out", str(out), str(sandbox / "tmp"), "/dev/", mpl.get_cachedir())
    assert [path for path in writes(rows) if not path.startswith(allowed)] == []


def test_no_text_cell_of_a_table_is_a_formula(made):
    paths = sorted((made[0] / "out" / "tables").glob("*.csv"))
    assert len(paths) > 10
    guarded = 0
    for path in paths:
        with path.open(encoding="utf-8", newline="") as handle:
            cells = [cell for row in csv.reader(handle) for cell in row]
        guarded += sum(cell.startswith("'=") for cell in cells)
        risky = [cell for cell in cells if cell.startswith(RISKY)]
        assert [cell for cell in risky if not is_number(cell)] == [], path.name
    assert guarded > 0


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.fixture(scope="module")
def page(made):
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("chromium is not on this machine")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        opened = browser.new_context(offline=True).new_page()
        opened.said, opened.asked, opened.dialogs = [], [], []
        opened.on("console", lambda message: opened.said.append(message.text))
        opened.on("pageerror", lambda error: opened.said.append(str(error)))
        opened.on("request", lambda request: opened.asked.append(request.url))
        opened.on("dialog", lambda dialog: opened.dialogs.append(dialog.message))
        opened.goto(Path(made[0], "out", "report.html").as_uri())
        opened.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        yield opened
        browser.close()


def test_the_page_runs_nothing_of_the_data_and_asks_for_nothing(page):
    # A refused script or style would be said by the console: the policy's violations.
    assert (page.said, page.dialogs) == ([], [])
    assert len(page.asked) == 1
    assert page.evaluate("window.broken") is None


def test_the_page_holds_only_what_templates_write(page):
    found = page.evaluate(
        """() => [...document.querySelectorAll('*')].map(e => [
            e.tagName.toLowerCase(), ...e.getAttributeNames()])"""
    )
    assert {tag for tag, *_ in found if f"|{tag}|" not in TAGS} == set()
    names = {name for _, *names in found for name in names}
    assert {name for name in names if name.startswith("on")} == set()
    assert sum(tag == "script" for tag, *_ in found) == 1
    assert names & {"src", "srcdoc", "action", "formaction", "background"} == set()


def test_links_of_the_page_stay_on_it(page):
    links = page.evaluate(
        """() => [...document.querySelectorAll('[href]')].map(e =>
            e.getAttribute('href'))"""
    )
    assert links
    assert [link for link in links if not link.startswith("#")] == []


def test_hostile_words_are_shown_as_words(page):
    shown = page.evaluate("document.documentElement.textContent")
    assert WORDS["image onerror"] in shown
    assert WORDS["jinja expression"] in shown
    assert WORDS["typst read"] in shown
    assert page.title().startswith("</title><script>")
