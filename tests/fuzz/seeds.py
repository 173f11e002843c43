"""Sound files of every format, so that fuzzing does not end at the first byte."""

from __future__ import annotations

import io
import json
from functools import cache

from tests.hostile.building import GOOD

_ROW = {
    "id": "a",
    "outlet": "AP",
    "date": "2031-05-02",
    "title": "Accord",
    "text": GOOD,
}
_TABLE = f'id,outlet,date,title,text\na,AP,2031-05-02,Accord,"{GOOD}"\n'


@cache
def seeds() -> dict[str, bytes]:
    """Return one sound file for each target of bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    parquet = io.BytesIO()
    pq.write_table(pa.table({name: [cell] for name, cell in _ROW.items()}), parquet)
    page = (
        f"<html><head><meta charset=utf-8><title>Accord</title></head><body><article>"
        f"<p>{GOOD}</p><p>{GOOD}</p></article></body></html>"
    )
    words = "term,weight\ngood,1\nbad,-1\n"
    row = json.dumps(_ROW)
    texts = {
        "read .txt": GOOD,
        "read .md": GOOD,
        "read .csv": _TABLE,
        "read .tsv": _TABLE.replace(",", "\t"),
        "read .json": f"[{row}]",
        "read .jsonl": f"{row}\n{row}\n",
        "read .ndjson": f"{row}\n",
        "read .html": page,
        "read .htm": page,
        "lexicon .csv": words,
        "lexicon .toml": 'name = "words"\ntitle = "w"\nversion = "1"\n'
        'language = "en"\nrange = [-1, 1]\nlicence = "x"\nsource = "y"\n',
        "lexicon .dic": "%\n1\tpos\n%\ngood*\t1\nkind\t(2 3) 1/1\nlike <of> 1/1\n",
        "lexicon .lc3": "+positive\ngood\n+negative\nbad\n",
        "lexicon .ykd": "<dictionary><cnode name='d'><cnode name='a'>"
        "<pnode name='good'/></cnode></cnode></dictionary>",
        "lexicon .cat": "A\n\tGOOD (1)\n\tBAD_DAY (1)\n",
        "lexicon .yml": "a: [good, bad]\nb:\n  c: [x]\n",
        "lexicon .yaml": "a: [good, bad]\n",
        "lexicon .tff": "type=weaksubj len=1 word1=good pos1=adj stemmed1=n "
        "priorpolarity=positive\n",
        "lexicon .txt": "good\t1.9\t0.5\t[1, 2]\nbad\t-2.5\t0.6\t[-1, -3]\n",
        "lexicon .tsv": words.replace(",", "\t"),
        "lexicon .json": '{"a": ["good"], "b": {"bad": -1}}',
        "coded lines": '{"text": "x"}\n',
    }
    return {name: text.encode() for name, text in texts.items()} | {
        "read .parquet": parquet.getvalue()
    }
