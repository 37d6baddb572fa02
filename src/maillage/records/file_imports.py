"""Official files that an administrator imports from the command line: `maillage import KIND FILE`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from maillage.core.registry import Registry


class RefusedFile(Exception):
    """The file is not what it says to be; nothing was written. The message says what was expected."""


@dataclass(frozen=True, slots=True)
class FileImport:
    """`run` reads the file as a stream, all or nothing; returns one line that says what it did.

    Its second argument is the control total that the person gives (`--total`) for a file whose total is not known.
    """

    title: str
    run: Callable[[Path, int | None], str]


file_imports: Registry[FileImport] = Registry("file imports")
