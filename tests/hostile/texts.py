"""Long texts on which a careless pattern or loop takes for ever."""

from __future__ import annotations

import random
from typing import Final

# One letter or phrase, again and again; some shut the reader's eyes for what follows.
_AGAIN: Final = {
    "brackets that open": "(((",
    "brackets that close": ")]}",
    "quotation marks that open": "“",
    "quotation marks that close": "”",
    "straight quotation marks": '"',
    "apostrophes": "'’",
    "guillemets": "«»",
    "nested marks": "“‘",
    "a mark and a letter": "“a ",
    "quoted letters": '"a" ',
    "marks over paragraphs": "“a\n\n",
    "quoted words": "“We agree,” he said. ",
    "enumeration": "a, ",
    "said": "said ",
    "said that": "said that ",
    "who said": "who said he said ",
    "according": "according to ",
    "told an agency": "told Xinhua that ",
    "colons": "Oru: ",
    "digits": "1234567890",
    "digits apart": "1 2 3 ",
    "numbers with dots": "1.",
    "ellipses": "…",
    "dots": ".",
    "dots apart": ". ",
    "dashes": "—-–",
    "dashes and verbs": " — said ",
    "new lines": "\n",
    "returns": "\r\n",
    "short lines": "a\n",
    "short paragraphs": "a\n\n",
    "tabs": "\t",
    "blanks": " ",
    "no-break blanks": "\xa0",
    "form feeds": "\x0c\x0b\u2028\u2029",
    "zero width": "\u200b\u200d\ufeff",
    "directions": "\u202e\u202d\u2066",
    "marks above": "a\u0301\u0301\u0301",
    "zero bytes": "\0",
    "faces": "👩‍👩‍👧",
    "one word": "x",
    "one capital": "X",
    "names": "Xi Jinping ",
    "capitals": "The ",
    "initials": "U.S. ",
    "titles": "Mr. ",
    "countries": "China ",
    "relations": "China-Russia ",
    "offices": "the Russian president ",
    "days": "Monday, June 28, ",
    "months": "Jan. ",
    "stamps": "2031-05-02",
    "years": "© 2021 ",
    "years ahead": "will be in 2021 ",
    "addresses": "http://a/",
    "mail": "a@b.",
    "hyphens": "a-",
    "apostrophes in words": "a'",
    "tags": "<a>",
    "open tags": "<",
    "comments": "<!-- ",
    "entities": "&amp;",
    "templates": "{{ ",
    "back slashes": "\\",
    "credits": "[Photo/IC] ",
    "datelines": "MOSCOW, June 28 (Xinhua) -- ",
    "prompts": "Read more: x\n",
    "widgets": "Advertisement\nShare\n\n",
    "paging": "1 2 3 Next Page\n",
    "crumbs": "Home » ",
    "bylines": "By Ann Lee and ",
    "characters of Chinese": "“习近平”，",
    "letters of Arabic": "قال ",
    "halves of characters": "\ud83d ",
    "negations": "not never no ",
    "money": "$5 million ",
    "the same sentence": "China praised Russia and attacked the United States. ",
}
_MIXED: Final = random.Random(20261128).choices("ab .,“”\"'()\n-—1Said", k=1_000_000)


def text_of(name: str, length: int) -> str:
    """Return the text of a kind, of that many characters."""
    if name == "by chance":
        return "".join(_MIXED[:length])
    unit = _AGAIN[name]
    return (unit * (length // len(unit) + 1))[:length]


TEXTS: Final = (*_AGAIN, "by chance")
