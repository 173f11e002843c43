"""Run the command line under watch: what it opens, starts and asks for is written down.

A script: ``python guard.py SEEN.jsonl ARGUMENT…``. Python announces such acts by audit
events. Those of code that is not Python (Parquet, typst) are not announced, so the
tests compare folders before and after as well.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

# Not "socket.bind": urllib3 binds a port of this machine on import, to look for IPv6.
# Each of these ends in code of others, in the network, or in another place.
WATCHED = frozenset(
    {
        *("open", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink"),
        *("os.link", "os.chmod", "os.truncate", "shutil.rmtree", "shutil.move"),
        *("socket.connect", "socket.getaddrinfo", "urllib.Request"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"),
        *("pickle.find_class", "webbrowser.open", "ftplib.connect", "smtplib.connect"),
    }
)


def watch(seen: Path) -> None:
    """Write every watched event to a file, one a line."""
    # Opened before the hook stands; written without opening anything.
    handle = os.open(seen, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in WATCHED:
            row = [event, *(_plain(one) for one in arguments)]
            os.write(handle, (json.dumps(row) + "\n").encode())

    sys.addaudithook(hook)


def _plain(value: object) -> object:
    if isinstance(value, bytes | os.PathLike):
        return os.fsdecode(value)
    return value if isinstance(value, int | str | None) else repr(value)


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
    from framing.cli import main

    main(sys.argv[2:], prog_name="framing")
