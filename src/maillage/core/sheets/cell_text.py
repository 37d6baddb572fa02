"""The text of one cell, made fit to be kept: no control signs, no invisible ones, letters repaired."""

from __future__ import annotations

import re
import unicodedata

from maillage.core.sheets.rows import Notice

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ESCAPED_BY_EXCEL = re.compile("_x000[dD]_")
_SPACES = re.compile("[ \t\u00a0\u2007\u202f]+")
_BROKEN = re.compile("[ÃÂâ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
_ADDED_APOSTROPHE = re.compile(r"'[=+\-@\t＝＋－＠]")


def tidy(text: str, notices: set[Notice] | None = None) -> str:
    """Composed letters, single spaces, line breaks as `\\n`; the apostrophe put before a formula by a CSV goes."""
    whole = _ESCAPED_BY_EXCEL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    clean = _INVISIBLE.sub("", _repaired(whole, notices))
    clean = _CONTROLS.sub("", unicodedata.normalize("NFC", clean))
    lines = (_SPACES.sub(" ", line).strip() for line in clean.split("\n"))
    tidied = "\n".join(line for line in lines if line)
    return tidied[1:] if _ADDED_APOSTROPHE.match(tidied) else tidied


def on_one_line(text: str) -> str:
    """The same text without line breaks: for names, streets, numbers."""
    return " ".join(text.split())


def _repaired(text: str, notices: set[Notice] | None) -> str:
    """UTF-8 that was once read as Windows letters (« Ã© ») comes back, up to twice over."""
    for _ in range(2):
        if not _BROKEN.search(text):
            break
        try:
            better = _as_bytes(text).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            break
        if notices is not None:
            notices.add(Notice.REPAIRED_LETTERS)
        text = better
    return text


def _as_bytes(text: str) -> bytes:
    """The bytes that Windows showed as this text; the five bytes that cp1252 leaves out stand for themselves."""
    return b"".join(
        sign.encode("latin-1") if "\x80" <= sign <= "\x9f" else sign.encode("cp1252") for sign in text
    )
