"""What is dropped from a raw text, why, and the map back.

`cleaner` runs the rules; `rules` lists them in order; `page`, `furniture`,
`captions` and `heading` hold what they look for. The phrases are data:
``lexicons/furniture.csv``.
"""

from framing.clean.cleaner import Cleaned, clean, restore
from framing.clean.page import Rule
from framing.clean.rules import RULES

__all__ = ["RULES", "Cleaned", "Rule", "clean", "restore"]
