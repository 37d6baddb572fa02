"""Uploads go past clamd where one is set up."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.files.intake import take_in

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def _read(line: socket.socket, count: int) -> bytes:
    content = b""
    while len(content) < count:
        content += line.recv(count - len(content))
    return content


def _answer_once(server: socket.socket, reply: bytes | None) -> None:
    line, _address = server.accept()
    with line:
        assert _read(line, 10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!I", _read(line, 4))[0]:
            content += _read(line, size)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        line.sendall(found if reply is None else reply)


@pytest.fixture
def clamd(settings: Any) -> Iterator[Callable[[bytes | None], None]]:
    """Speaks as clamd does, once."""
    threads = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"

        def start(reply: bytes | None = None) -> None:
            thread = threading.Thread(target=_answer_once, args=(server, reply))
            thread.start()
            threads.append(thread)

        yield start
        for thread in threads:
            thread.join(5)


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("piece.bin", content)


def test_a_virus_is_refused(clamd: Callable[..., None]) -> None:
    clamd()
    with pytest.raises(ValidationError, match="virus"):
        take_in(upload(b"x" * 300_000 + EICAR))


def test_a_clean_file_passes(clamd: Callable[..., None]) -> None:
    clamd()
    assert take_in(upload(b"x" * 600_000)).content == b"x" * 600_000


def test_an_answer_that_says_nothing_lets_nothing_through(clamd: Callable[..., None]) -> None:
    clamd(b"INSTREAM size limit exceeded. ERROR\0")
    with pytest.raises(ValidationError, match="ne répond pas"):
        take_in(upload(b"x"))


def test_without_an_answer_nothing_passes(settings: Any) -> None:
    settings.CLAMD = "127.0.0.1:1"
    with pytest.raises(ValidationError, match="ne répond pas"):
        take_in(upload(b"x"))
