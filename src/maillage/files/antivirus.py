"""Asking clamd about an upload, where one is set up (`CLAMD=host:port` or `CLAMD=/path/of/socket`)."""

from __future__ import annotations

import socket
import struct

from django.conf import settings

PIECE = 256 * 1024
SECONDS = 30


class Unreachable(Exception):
    """clamd is set up and does not answer."""


def finds_a_virus(content: bytes) -> bool:
    """False as well when no clamd is set up. Raises `Unreachable`."""
    if not settings.CLAMD:
        return False
    try:
        with _connection(settings.CLAMD) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                line.sendall(struct.pack("!I", len(piece)) + piece)
            line.sendall(struct.pack("!I", 0))
            answer = _whole_answer(line)
    except OSError as trouble:
        raise Unreachable from trouble
    if b"FOUND" not in answer and b"OK" not in answer:
        raise Unreachable
    return b"FOUND" in answer


def _whole_answer(line: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0"):
        piece = line.recv(4096)
        if not piece:
            break
        answer += piece
    return answer


def _connection(where: str) -> socket.socket:
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(where)
        return line
    host, _, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
