"""Lexicon tone near a country, in the outlet's text and in what people say."""

import framing

TEXT = (
    "China is a trusted and generous partner of the region, which gained much.\n\n"
    '"China has been a terrible and dangerous neighbour," the critic Ada Noor said.'
)

for (target, voice), value in sorted(framing.stance(TEXT).items()):
    print(f"{target:<4}{voice:<14}{value:+.2f}")
