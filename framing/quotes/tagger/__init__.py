"""A trained model of quotations: labels of words, links, sources.

It sees what the rules found as hints and decides anew; see docs/models/quotes.md.
"""

from framing.quotes.tagger.tagger import Attribution, Tagger, load_tagger

__all__ = ["Attribution", "Tagger", "load_tagger"]
