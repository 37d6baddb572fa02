"""Reading CSV as people have it: any usual encoding, `;` `,` tab or `|`, line breaks inside quotes."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter

from maillage.core.sheets.cell_text import tidy
from maillage.core.sheets.rows import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Notice,
    Sheet,
    SheetRow,
    UnreadableFile,
    too_many_rows,
    trimmed,
)

SEPARATORS = (";", ",", "\t", "|")
_SAMPLE = 64 * 1024
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FRENCH = re.compile("(?<=[a-zA-Z])[éèêëàâçùûîïôœÉÈÀÇ](?=[a-zA-Z\\s;,'’-])")
_ODD = re.compile("[\u0080-\u009f‚ƒ„†‡ˆ‰Š‹ŒŽ¡¢£¤¥§¨ª¬¯±²³µ¶¸¹º¼½¾¿×÷░▒▓│┤╣║╗╝¦Ð]")
_LEGACY = ("cp1252", "mac_roman", "cp850")


def read_csv(content: bytes, file_name: str = "") -> Sheet:
    """The one sheet of a CSV, named like the file. Raises `UnreadableFile`."""
    notices: set[Notice] = set()
    text = decoded(content, notices)
    separator, text = separator_of(text)
    name = re.sub(r"\.\w{1,4}$", "", file_name.replace("\\", "/").rsplit("/", 1)[-1]) or "CSV"
    rows = _rows(text, separator, notices)
    return Sheet(name[:80], tuple(rows), tuple(sorted(notices)))


def decoded(content: bytes, notices: set[Notice]) -> str:
    """The text of a file that does not say how it is written."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    sample = content[:_SAMPLE]
    if b"\x00" in sample:
        return _without_mark(content, sample)
    if len(_BINARY.findall(sample)) > len(sample) // 100:
        raise _not_text()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        notices.add(Notice.GUESSED_LETTERS)
        return content.decode(_legacy_encoding(content[: _SAMPLE * 4]), errors="replace")


def _without_mark(content: bytes, sample: bytes) -> str:
    """UTF-16 that forgot its mark: every other byte is null in western text."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > half * 0.7 and even < half * 0.1:
        return content.decode("utf-16-le", errors="replace")
    if even > half * 0.7 and odd < half * 0.1:
        return content.decode("utf-16-be", errors="replace")
    raise _not_text()


def _not_text() -> UnreadableFile:
    return UnreadableFile("Ce fichier n’est pas un tableau. Déposez un fichier Excel (.xlsx) ou CSV.")


def _legacy_encoding(sample: bytes) -> str:
    """Windows, old Macintosh or old DOS letters: the one that gives French accents inside words and few odd signs."""

    def likeness(encoding: str) -> int:
        text = sample.decode(encoding, errors="replace")
        return len(_FRENCH.findall(text)) - 2 * len(_ODD.findall(text)) - 3 * text.count("\ufffd")

    return max(_LEGACY, key=likeness)


def separator_of(text: str) -> tuple[str, str]:
    """The separator, and the text without Excel's `sep=;` line: the one that cuts most lines in as many cells."""
    said = re.match(r"\"?sep=(.)\"?\r?\n", text)
    if said and said[1] in SEPARATORS:
        return said[1], text[said.end() :]
    sample = text[:_SAMPLE]
    scores = {separator: _regularity(sample, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: scores[separator])
    return (best if scores[best] > 0 else ";"), text


def _regularity(sample: str, separator: str) -> float:
    try:
        rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=separator))[:60]
    except csv.Error:
        return 0.0
    lengths = Counter(len(row) for row in rows if any(row))
    several = {length: count for length, count in lengths.items() if length > 1}
    if not several:
        return 0.0
    length, count = max(several.items(), key=lambda pair: (pair[1] * min(pair[0], 6), pair[0]))
    return count / max(1, sum(lengths.values())) * min(length, 6)


def _rows(text: str, separator: str, notices: set[Notice]) -> list[SheetRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[SheetRow] = []
    first_line = 1
    try:
        for cells in reader:
            if any(len(cell) > MAX_CELL for cell in cells):
                _refuse_open_quote(cells, first_line)
                notices.add(Notice.SHORTENED)
            if len(cells) > MAX_COLUMNS:
                notices.add(Notice.LEFT_COLUMNS)
            tidied = trimmed([tidy(cell[:MAX_CELL], notices) for cell in cells[:MAX_COLUMNS]])
            if tidied:
                rows.append(SheetRow(first_line, tidied))
            if len(rows) > MAX_ROWS:
                raise too_many_rows()
            first_line = reader.line_num + 1
    except csv.Error as problem:
        raise _open_quote(first_line) from problem
    return rows


def _refuse_open_quote(cells: list[str], line: int) -> None:
    """A cell of hundreds of lines is a quote that nobody closed: the rest of the file would vanish into it."""
    if any(cell.count("\n") > 200 for cell in cells):
        raise _open_quote(line)


def _open_quote(line: int) -> UnreadableFile:
    return UnreadableFile(
        f"Un guillemet ouvert à la ligne {line} n’est jamais refermé. Corrigez cette ligne, puis réessayez."
    )
