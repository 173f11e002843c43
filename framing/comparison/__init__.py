"""From measurements and events to a comparison of outlets: estimates, with n.

`inputs` and `comparability` settle what is compared, `outcomes` in what; `cells`
and `cases` pool it, `effects` tests it, `concluding` says what follows; `overview`,
`threats` and `distinctive` say what it rests on and in which words the sides differ.
`exports` writes tables.
"""

from framing.comparison.exports import to_tables
from framing.comparison.frames import Comparison, EventView, OutletView
from framing.comparison.run import compare

__all__ = [
    "Comparison",
    "EventView",
    "OutletView",
    "compare",
    "to_tables",
]
