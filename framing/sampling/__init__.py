"""Draw units for people to code, and write their sheets.

`framing.validation` reads the sheets back.
"""

from framing.sampling.writing import Options, Sample, sample, write_sample

__all__ = ["Options", "Sample", "sample", "write_sample"]
