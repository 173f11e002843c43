"""From measurements and events to a comparison of outlets: estimates, with n.

`inputs` and `comparability` settle what is compared, `outcomes` in what; `cells`
and `cases` pool it, `effects` tests it; `overview`, `threats` and `distinctive` say
what it rests on and in which words the sides differ. `exports` writes tables.
"""

from framing.compare.comparison import Comparison, EventView, OutletView
from framing.compare.exports import to_tables
from framing.compare.outcomes import RELATIVE
from framing.compare.run import compare

__all__ = [
    "RELATIVE",
    "Comparison",
    "EventView",
    "OutletView",
    "compare",
    "to_tables",
]
