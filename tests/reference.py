"""Slow, plain versions of what the package does fast; oracles for its tests."""

from __future__ import annotations

import unicodedata


def folded(token):
    """Fold a word as the matcher does: case, signs, possessive ending."""
    text = token.lower()
    for sign in "’‘ʼ`´":
        text = text.replace(sign, "'")
    for sign in "‐‑":
        text = text.replace(sign, "-")
    text = unicodedata.normalize("NFC", text)
    return text.removesuffix("'s").removesuffix("'")


class TokenTrie:
    """A trie of words: each node maps a word to a node; payloads stand at the end."""

    def __init__(self, patterns):
        self.root = {}
        for order, (pattern, payload) in enumerate(patterns):
            *words, last = pattern.split()
            is_wild = last.endswith("*")
            node = self.root
            for word in words:
                node = node.setdefault(("word", folded(word)), {})
            last = last.removesuffix("*").lower() if is_wild else folded(last)
            key = ("wild" if is_wild else "word", last)
            node = node.setdefault(key, {})
            node.setdefault("payloads", []).append((order, payload))

    def from_word(self, tokens, first):
        """Yield every match that begins at a word: (last, is_wild, size, payloads)."""
        reached = [(self.root, 0)]
        for index in range(first, len(tokens)):
            word = folded(tokens[index])
            following = []
            for node, size in reached:
                for key, child in node.items():
                    if key == "payloads":
                        continue
                    kind, text = key
                    is_wild = kind == "wild"
                    if text != word and not (is_wild and word.startswith(text)):
                        continue
                    if "payloads" in child:
                        yield index + 1, is_wild, size + len(text), child["payloads"]
                    if not is_wild:
                        following.append((child, size + len(text) + 1))
            reached = following

    def find(self, tokens):
        """Return hits: the first to begin, then the longest, then exact words."""
        hits, index = [], 0
        while index < len(tokens):
            found = list(self.from_word(tokens, index))
            if not found:
                index += 1
                continue
            best = min(found, key=lambda item: (-item[0], item[1], -item[2]))
            hits += [(index, best[0], payload) for _, payload in sorted(best[3])]
            index = best[0]
        return hits


def mattr(tokens, window):
    """Compute the mean type-token ratio over all windows, one by one."""
    starts = range(len(tokens) - window + 1)
    ratios = [len(set(tokens[start : start + window])) / window for start in starts]
    return sum(ratios) / len(ratios)


def mtld_one_way(tokens, full=0.72):
    """Compute words per factor from left to right, as McCarthy and Jarvis say."""
    factors, stretch = 0.0, []
    for token in tokens:
        stretch.append(token)
        if len(set(stretch)) / len(stretch) <= full:
            factors += 1
            stretch = []
    if stretch:
        factors += (1 - len(set(stretch)) / len(stretch)) / (1 - full)
    return len(tokens) / factors if factors else float(len(tokens))


def slow_alpha(rows, distance):
    """Krippendorff's alpha by going through every pair of codes of every unit.

    `rows` are coders, with None where a unit was not coded; `distance` takes two codes
    and all codes that were used in pairs, and gives a squared distance.
    """
    units = [[code for code in unit if code is not None] for unit in zip(*rows)]  # noqa: B905
    units = [unit for unit in units if len(unit) > 1]
    codes = [code for unit in units for code in unit]
    observed = sum(
        distance(one, other, codes) / (len(unit) - 1)
        for unit in units
        for i, one in enumerate(unit)
        for j, other in enumerate(unit)
        if i != j
    ) / len(codes)
    expected = sum(
        distance(one, other, codes)
        for i, one in enumerate(codes)
        for j, other in enumerate(codes)
        if i != j
    ) / (len(codes) * (len(codes) - 1))
    return 1 - observed / expected


def nominal_distance(one, other, codes):
    del codes
    return float(one != other)


def interval_distance(one, other, codes):
    del codes
    return float(one - other) ** 2


def ordinal_distance(one, other, codes):
    low, high = sorted((one, other))
    between = sum(low <= code <= high for code in codes)
    return (between - (codes.count(one) + codes.count(other)) / 2) ** 2
