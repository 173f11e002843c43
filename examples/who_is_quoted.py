"""Who is quoted how often, and through whom, in one text."""

from collections import Counter

import framing

TEXT = (
    '"The harbour will open in May," Harbour Minister Ines Tal said on Tuesday.\n\n'
    "Transmar news agency quoted Tal as saying that 40 ships a day would dock there. "
    "A senior official said the cost was not yet known.\n\n"
    '"We have heard that before," said Jon Varga, a fisherman.'
)

quotes = [quote for quote in framing.find_quotes(TEXT) if quote.is_quotation]
speakers = Counter(speaker.name for quote in quotes for speaker in quote.speakers)
for name, n in speakers.most_common():
    print(f"{n}  {name}")
print("relays:", sorted({relay for quote in quotes for relay in quote.relays}))
