"""Reports: from a comparison to blocks, and from blocks to HTML and PDF."""

from framing.report.assemble import build
from framing.report.blocks import Report
from framing.report.write import write_report
from framing.tabular import safe_cell

__all__ = ["Report", "build", "safe_cell", "write_report"]
