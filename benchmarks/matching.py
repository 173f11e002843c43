"""Time the matcher against a plain trie of words, in one run.

    python benchmarks/matching.py [FILE.jsonl] [--entries N] [--words N] [--rounds N]

Without a file the words are made: a vocabulary of 40,000 drawn after Zipf's law, cut
into texts of 800 words. With one, they are the words of the field ``text`` of its
lines. The entries are words, phrases of two and three, and beginnings of words (60,
20 and 20 per cent), most of them such as occur, so that 4 to 12 per cent of the
words are hits. Both sides get normalised words; hits must be equal
before anything is timed. Each round times both on the same texts; the median of the
rounds and of their ratios is printed beside the bar, in CPU time of one thread.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections import Counter
from itertools import accumulate, chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from framing.match import Matcher
from framing.segment import cut
from framing.words import normalise_all
from tests.reference import TokenTrie

BAR = 1_500_000  # words per second with 10,000 entries
SEED = 20261122
VOCABULARY = 40_000
TEXT = 800
SHARE = 0.05  # of the words are to be hits of single words


def main() -> None:
    """Make or read, check that both agree, time, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=400_000)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    if given.file is not None and not given.file.exists():
        sys.exit(f"{given.file.name}: not on this machine; nothing was measured")
    texts = read(given.file, given.words) if given.file else made(given.words)
    terms = entries(texts, given.entries)
    pairs = [(term, term) for term in terms]
    matcher, trie = Matcher(pairs), TokenTrie(pairs)
    n_hits = sum(agreed(matcher, trie, text) for text in texts)
    n_words = sum(map(len, texts))
    print(f"{n_words:,} words in {len(texts):,} texts, {len(terms):,} entries")
    print(f"hits: {n_hits:,}, {n_hits / n_words:.1%} of the words; equal to the trie's")
    show(*timed(matcher, trie, texts, given.rounds), n_words)


def read(path: Path, most: int) -> list[tuple[str, ...]]:
    """Return the normalised words of the texts of a file."""
    texts, left = [], most
    for line in path.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        words = tuple(normalise_all(text, cut(text).words))[:left]
        texts.append(words)
        left -= len(words)
        if left <= 0:
            break
    return texts


def made(n_words: int) -> list[tuple[str, ...]]:
    """Return texts of made-up words, drawn after Zipf's law."""
    draw = random.Random(SEED)  # noqa: S311 - made-up words, no secret
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
    words = draw.choices(vocabulary(), cum_weights=weights, k=n_words)
    return [tuple(words[at : at + TEXT]) for at in range(0, n_words, TEXT)]


def vocabulary() -> list[str]:
    """Return made-up words; the commoner a word, the shorter."""
    draw = random.Random(SEED)  # noqa: S311
    known: dict[str, None] = {}
    while len(known) < VOCABULARY:
        size = min(12, 2 + int(len(known) ** 0.2) + draw.randrange(4))
        known["".join(draw.choices("abcdefghijklmnoprstuvwy", k=size))] = None
    return list(known)


def entries(texts: list[tuple[str, ...]], size: int) -> list[str]:
    """Return words, phrases and beginnings of words, each once.

    Single words are the rarest of the texts until they make up the wanted share,
    and, as in any word list, for the rest such as do not occur.
    """
    draw = random.Random(SEED)  # noqa: S311
    counts = Counter(chain.from_iterable(texts))
    rare = [word for word, _ in reversed(counts.most_common()) if len(word) > 4]
    reach = accumulate(counts[word] for word in rare)
    n_rare = sum(total < SHARE * counts.total() for total in reach)
    words = draw.sample(rare[:n_rare], min(n_rare, size * 3 // 5))
    stems = [f"{word[:-2]}*" for word in rare[: 2 * n_rare : 2] if len(word) > 6]
    phrases = []
    while len(phrases) < size // 5:
        text = draw.choice(texts)
        length = draw.choice((2, 3))
        first = draw.randrange(max(1, len(text) - length))
        if len(text[first]) > 4:  # "summit talks", not "of the"
            phrases.append(" ".join(text[first : first + length]))
    absent = (f"{word}qu" for word in vocabulary())
    found = dict.fromkeys((*stems[: size // 5], *phrases, *words, *absent))
    return list(found)[:size]


def agreed(matcher: Matcher[str], trie: TokenTrie, text: tuple[str, ...]) -> int:
    """Return the number of hits in a text, the same from both."""
    found = [tuple(hit) for hit in matcher.find(text)]
    if found != trie.find(text):
        sys.exit(f"the matcher and the trie differ on: {' '.join(text[:20])} …")
    return len(found)


def timed(
    matcher: Matcher[str], trie: TokenTrie, texts: list[tuple[str, ...]], rounds: int
) -> tuple[list[float], list[float]]:
    """Return the seconds of each round, for both."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for find, times in zip((matcher.find, trie.find), seconds, strict=True):
            start = time.process_time()
            for text in texts:
                find(text)
            times.append(time.process_time() - start)
    return seconds


def show(ours: list[float], plain: list[float], n_words: int) -> None:
    """Print words per second of both, and their ratio."""
    for name, times in (("matcher", ours), ("plain trie", plain)):
        typical, best = n_words / statistics.median(times), n_words / min(times)
        print(f"{name}: {typical:,.0f} words/s (best round {best:,.0f})")
    ratios = [theirs / own for own, theirs in zip(ours, plain, strict=True)]
    print(f"matcher / plain trie: {statistics.median(ratios):.2f} ×")
    print(f"bar: {BAR:,} words/s with 10,000 entries")


if __name__ == "__main__":
    main()
