"""Fixtures for all tests: no network, closed figures, shared paths."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Refuse every connection but those to this machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        local = self.family == getattr(socket, "AF_UNIX", None) or (
            isinstance(address, tuple)
            and address[0] in {"127.0.0.1", "::1", "localhost"}
        )
        if not local:
            message = f"a test asked for the network: {address!r}"
            raise AssertionError(message)
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def shared_data():
    """The folder of measured data; the test is skipped where it is absent."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("the shared data are not on this machine")
    return folder


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite golden files; review the change as code",
    )
    parser.addoption(
        "--allow-regression",
        action="store_true",
        help="let a quality floor be lowered; say why in the changelog",
    )
