"""Slow, plain versions of what the package does fast; oracles for its tests."""

from __future__ import annotations

import unicodedata


def folded(token, *, fold=True):
    """Fold a word as the matcher does: case, signs, possessive ending."""
    text = token.lower() if fold else token
    for sign in "’‘ʼ`´":
        text = text.replace(sign, "'")
    for sign in "‐‑":
        text = text.replace(sign, "-")
    for sign in "\xad\u2060\u200c\u200d":
        text = text.replace(sign, "")
    text = unicodedata.normalize("NFC", text)
    for ending in ("'s", "'S"):
        if text.endswith(ending):
            return text.removesuffix(ending)
    return text.removesuffix("'")


class TokenTrie:
    """A plain trie of words; wildcards are sought by every beginning of a word.

    A node is ``(words, stems, payloads)``: words to nodes, beginnings to payloads,
    and what ends here. It speaks of parts, which are words, or the pieces of words
    where hyphens are split.
    """

    def __init__(self, patterns, *, fold=True, split_hyphens=False):
        self.fold, self.split = fold, split_hyphens
        self.root = ({}, {}, [])
        for order, (pattern, payload) in enumerate(patterns):
            *parts, last = self.parts(pattern.removesuffix("*").split())[0]
            node = self.root
            for part in parts:
                node = node[0].setdefault(part, ({}, {}, []))
            if pattern.endswith("*"):
                ends = node[1].setdefault(last, [])
            else:
                ends = node[0].setdefault(last, ({}, {}, []))[2]
            ends.append((order, payload))

    def parts(self, tokens):
        """Return the parts of all words, and the word of each part."""
        words = [folded(token, fold=self.fold) for token in tokens]
        if not self.split:
            return words, range(len(words))
        pieces = [(p, i) for i, word in enumerate(words) for p in word.split("-")]
        return [piece for piece, _ in pieces], [index for _, index in pieces]

    def from_part(self, parts, owners, first, breaks):
        """Yield each match that begins at a part: last, is_wild, size, payloads."""
        node, size = self.root, 0
        for index in range(first, len(parts)):
            owner = owners[index]
            if index > first and owner != owners[index - 1] and owner in breaks:
                return
            part = parts[index]
            if node[1]:
                for stop in range(1, len(part) + 1):
                    if part[:stop] in node[1]:
                        yield index + 1, True, size + stop, node[1][part[:stop]]
            if part not in node[0]:
                return
            node, size = node[0][part], size + len(part) + 1
            if node[2]:
                yield index + 1, False, size, node[2]

    def find(self, tokens, *, breaks=(), group=None):
        """Return hits: the first to begin, then the longest, then exact words."""
        parts, owners = self.parts(tokens)
        hits, kept = [], {}
        for first in range(len(parts)):
            found = self.from_part(parts, owners, first, breaks)
            for last, _, _, ends in sorted(
                found, key=lambda item: (-item[0], item[1], -item[2])
            ):
                for _, payload in ends:
                    key = group(payload) if group else None
                    reach, *by = kept.get(key, (0, None, None))
                    if first >= reach or by == [first, id(ends)]:
                        kept[key] = (last, first, id(ends))
                        hits.append((owners[first], owners[last - 1] + 1, payload))
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
