"""Fuzz the same targets with atheris, which looks for bytes that reach new code.

A script, not collected by pytest: ``python -m tests.fuzz.with_atheris NAME SECONDS``;
without a name all targets are taken by turns, each in a process of its own. What
fails is written into the present folder as ``crash-…``. Needs
``pip install 'framing[soak]'``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

from tests.fuzz.seeds import seeds

SECONDS = 60


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target in this process; atheris ends it."""
    import atheris

    with atheris.instrument_imports(include=["framing"]):
        from tests.fuzz.targets import OF_BYTES, OF_TEXTS

    def one(data: bytes) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if name in OF_BYTES:
                OF_BYTES[name](data)
            else:
                OF_TEXTS[name](data.decode("utf-8", "replace"))

    with tempfile.TemporaryDirectory() as corpus:
        Path(corpus, "seed").write_bytes(seeds().get(name, b"He said \xe2\x80\x9cx."))
        options = [f"-max_total_time={seconds}", "-max_len=8192", "-timeout=30"]
        atheris.Setup([sys.argv[0], *options, corpus], one)
        atheris.Fuzz()


def main(arguments: list[str]) -> int:
    """Fuzz the target that is named, or all of them."""
    if arguments and not arguments[0].isdecimal():
        # Before anything of framing is imported, or it is not instrumented.
        fuzz(arguments[0], int(arguments[1]) if len(arguments) > 1 else SECONDS)
        return 0
    from tests.fuzz.targets import OF_BYTES, OF_TEXTS

    seconds = arguments[0] if arguments else str(SECONDS)
    command = [sys.executable, "-m", "tests.fuzz.with_atheris"]
    codes = [
        subprocess.run([*command, name, seconds], check=False).returncode
        for name in (*OF_BYTES, *OF_TEXTS)
    ]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
