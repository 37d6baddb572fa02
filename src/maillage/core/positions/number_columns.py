"""Columns of whole numbers out of a large CSV file, millions of lines a second.

Blocks of plain lines (no quotes, the same number of commas everywhere, digits where numbers are wanted) are read with
arrays; as soon as a block is not plain, the rest of the file is read line by line, as RFC 4180 means it, with exact
messages.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

BLOCK = 1 << 23
_COMMA, _LINE, _RETURN, _QUOTE, _MINUS, _ZERO = (ord(sign) for sign in ',\n\r"-0')
_MOST_DIGITS = 18

Column = NDArray[np.int64]


class UnreadableFile(ValueError):
    """The message is what the user reads; it names file and line."""


def header_of(first: bytes, name: str, wanted: Sequence[str]) -> list[str]:
    """The names of the columns. Raises UnreadableFile when one that is wanted is missing."""
    text = first.decode("utf-8-sig", errors="replace").strip("\r\n")
    names = [one.strip().lower() for one in next(csv.reader([text]), [])]
    for one in wanted:
        if one not in names:
            raise UnreadableFile(f"{name}, ligne 1 : la colonne « {one} » manque.")
    return names


def read_numbers(file: BinaryIO, name: str, columns: Sequence[int], width: int) -> tuple[list[Column], Column]:
    """The columns (places from 0, of `width` in all) and the line of each row; `file` stands after its header.

    Raises UnreadableFile for a line that has too few columns or no whole number where one is wanted.
    """
    found: list[list[Column]] = [[] for _ in columns]
    lines: list[Column] = []
    line = 2
    while block := _whole_lines(file):
        plain = _plain(np.frombuffer(block, dtype=np.uint8), columns, width)
        if plain is None:
            plain, numbers = _line_by_line(block + file.read(), name, columns, line)
        else:
            numbers = np.arange(line, line + len(plain[0]))
        for held, read in zip(found, plain, strict=True):
            held.append(read)
        lines.append(numbers)
        line += len(numbers)
    empty = np.zeros(0, dtype=np.int64)
    return [np.concatenate([empty, *held]) for held in found], np.concatenate([empty, *lines])


def _whole_lines(file: BinaryIO) -> bytes:
    block = file.read(BLOCK)
    if block and not block.endswith(b"\n"):
        block += file.readline()
    return block if not block or block.endswith(b"\n") else block + b"\n"


def _plain(text: NDArray[np.uint8], columns: Sequence[int], width: int) -> list[Column] | None:
    """The columns of a block, None when it is not plain."""
    signs = np.flatnonzero((text == _COMMA) | (text == _LINE))
    if len(signs) % width or np.any(text == _QUOTE):
        return None
    ends = signs.reshape(-1, width)
    if np.any(text[ends[:, -1]] != _LINE) or np.count_nonzero(text == _LINE) != len(ends):
        return None
    starts = np.concatenate(([0], signs[:-1] + 1)).reshape(-1, width)
    found = []
    for column in columns:
        end = ends[:, column]
        if column == width - 1:
            end = end - (text[end - 1] == _RETURN)
        read = _numbers(text, starts[:, column], end)
        if read is None:
            return None
        found.append(read)
    return found


def _numbers(text: NDArray[np.uint8], start: NDArray[np.int64], end: NDArray[np.int64]) -> Column | None:
    """Whole numbers written between two places each; None when something else is written in one of them."""
    below = text[start] == _MINUS
    digits = end - start - below
    if np.any(digits < 1) or np.any(digits > _MOST_DIGITS):
        return None
    value = np.zeros(len(start), dtype=np.int64)
    least = int(digits.min(initial=_MOST_DIGITS))
    for place in range(int(digits.max(initial=0))):
        digit = text[end - 1 - place] - np.uint8(_ZERO)
        if place >= least:
            digit[digits <= place] = 0
        if np.any(digit > 9):
            return None
        value += digit * np.int64(10**place)
    np.negative(value, out=value, where=below)
    return value


def _line_by_line(text: bytes, name: str, columns: Sequence[int], first: int) -> tuple[list[Column], Column]:
    rows, lines = [], []
    reader = csv.reader(io.StringIO(text.decode("utf-8", errors="replace"), newline=""))
    last = 0
    try:
        for row in reader:
            line, last = first + last, reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            rows.append([_number(row, column, name, line) for column in columns])
            lines.append(line)
    except csv.Error as error:
        raise UnreadableFile(
            f"{name}, ligne {first + last} : cette ligne n’est pas du CSV ({error})."
        ) from error
    table = np.array(rows, dtype=np.int64).reshape(-1, len(columns))
    return list(table.T), np.array(lines, dtype=np.int64)


def _number(row: Sequence[str], column: int, name: str, line: int) -> int:
    if column >= len(row):
        raise UnreadableFile(
            f"{name}, ligne {line} : il y a {len(row)} colonnes, il en faut {column + 1} au moins."
        )
    cell = row[column].strip()
    unsigned = cell.removeprefix("-")
    if not (unsigned.isascii() and unsigned.isdecimal() and len(unsigned) <= _MOST_DIGITS):
        raise UnreadableFile(f"{name}, ligne {line} : « {cell[:40]} » n’est pas un nombre entier.")
    return int(cell)
