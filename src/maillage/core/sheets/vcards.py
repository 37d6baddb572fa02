"""Contacts exported by a telephone, Outlook or Gmail (vCard 2.1 to 4.0), as a sheet like any other: one row a card.

The header has the words that `core.columns` knows, so that a card is guessed, cleaned and matched as a row of Excel is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import vobject

from maillage.core.sheets.cell_text import on_one_line, tidy
from maillage.core.sheets.delimited import decoded
from maillage.core.sheets.rows import (
    MAX_CELL,
    MAX_ROWS,
    Notice,
    Sheet,
    SheetRow,
    UnreadableFile,
    too_many_rows,
    trimmed,
)

HEADER = (
    "Organisation",
    "Prénom",
    "Nom de famille",
    "Fonction",
    "E-mail",
    "Téléphone",
    "Site web",
    "Rue",
    "Code postal",
    "Localité",
)
_START = re.compile(rb"\s*BEGIN:VCARD\s*[\r\n]", re.IGNORECASE)
_CARD = re.compile(r"^BEGIN:VCARD[ \t]*$.*?^END:VCARD[ \t]*$", re.IGNORECASE | re.DOTALL | re.MULTILINE)
_IN_A_CARD = re.compile(r"^(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)


def looks_like_vcards(content: bytes) -> bool:
    start = content[:64].removeprefix(b"\xef\xbb\xbf")
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start[2:].replace(b"\x00", b"")
    return bool(_START.match(start))


def read_vcards(content: bytes, file_name: str = "") -> Sheet:
    """One row a card that says something. Raises `UnreadableFile`."""
    notices: set[Notice] = set()
    text = decoded(content, notices).replace("\r\n", "\n").replace("\r", "\n")
    rows = [SheetRow(1, HEADER)]
    for number, card in enumerate(_cards(text), 2):
        if number > MAX_ROWS:
            raise too_many_rows()
        cells = trimmed([tidy(cell, notices)[:MAX_CELL] for cell in _cells(card)])
        if cells:
            rows.append(SheetRow(number, cells))
    if len(rows) == 1:
        raise UnreadableFile(
            "Aucune carte de visite de ce fichier ne peut être lue. Exportez à nouveau vos contacts."
        )
    name = re.sub(r"\.\w{1,4}$", "", file_name.replace("\\", "/").rsplit("/", 1)[-1]) or "Contacts"
    return Sheet(name[:80], tuple(rows), tuple(sorted(notices)))


def _cards(text: str) -> Iterator[Any]:
    """Card after card, without their photos; one that cannot be read does not stop the others."""
    for found in _CARD.finditer(text):
        card = _read(_IN_A_CARD.sub("", found[0]))
        if card is not None:
            yield card


def _read(text: str) -> Any:
    try:
        return vobject.readOne(text, ignoreUnreadable=True, allowQP=True)
    except Exception:  # vobject raises whatever a broken card leads it to
        return None


def _cells(card: Any) -> list[str]:
    given, family = _person(card)
    street, code, locality = _address(card)
    return [
        _organisation(card),
        given,
        family,
        _first(card, "title") or _first(card, "role"),
        "; ".join(_all(card, "email")),
        "; ".join(one.removeprefix("tel:") for one in _all(card, "tel")),
        _first(card, "url"),
        street,
        code,
        locality,
    ]


def _organisation(card: Any) -> str:
    """« CPAS;Service social » is the service of an organisation: both are said."""
    for line in card.contents.get("org", ()):
        parts = line.value if isinstance(line.value, list) else [line.value]
        words = [on_one_line(str(part)) for part in parts if str(part).strip()]
        if words:
            return " – ".join(words)
    return ""


def _person(card: Any) -> tuple[str, str]:
    """From N; from FN when there is no N and it is not the name of the organisation."""
    for line in card.contents.get("n", ()):
        given, family = _joined(line.value.given), _joined(line.value.family)
        if given or family:
            return (given, family) if family else ("", given)
    whole = _first(card, "fn")
    if not whole or whole == _organisation(card):
        return "", ""
    given, _, family = whole.rpartition(" ")
    return given, family


def _address(card: Any) -> tuple[str, str, str]:
    for line in card.contents.get("adr", ()):
        found = (_joined(line.value.street), _joined(line.value.code), _joined(line.value.city))
        if any(found):
            return found
    return "", "", ""


def _joined(part: Any) -> str:
    return on_one_line(" ".join(str(one) for one in part) if isinstance(part, list) else str(part or ""))


def _first(card: Any, name: str) -> str:
    return next(iter(_all(card, name)), "")


def _all(card: Any, name: str) -> list[str]:
    return [text for line in card.contents.get(name, ()) if (text := on_one_line(str(line.value)))]
