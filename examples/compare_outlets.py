"""Compare the sample outlets and print what differs, with interval and n."""

from pathlib import Path

import framing

samples = Path(framing.__file__).parent / "samples"
config = framing.load_config(samples / "framing.toml")
comparison = framing.compare(framing.read(samples / "articles"), config=config)
differs = comparison.summary[comparison.summary["verdict"] == "differs"]
for row in differs.itertuples():
    print(
        f"{row.label}: {row.difference:+.2f} "
        f"(95 % interval {row.low:+.2f} to {row.high:+.2f}), {row.n_events} events"
    )
