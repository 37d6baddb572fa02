"""Terms pasted from a sheet or typed one a line, read and judged before anything is written.

A line is `intitulé`, or `notation ; intitulé ; rangé sous (notation) ; définition`, with tabs or semicolons.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from maillage.core.folding import fold

MOST_LINES = 500
LONGEST = {"notation": 40, "name": 300, "definition": 2000}
HEADER = {"notation", "code", "intitule", "terme", "name", "nom"}


@dataclass(frozen=True, slots=True)
class PastedTerm:
    """One line. `trouble` says why it will not be added; empty when it will."""

    number: int
    notation: str
    name: str
    broader: str = ""
    definition: str = ""
    trouble: str = ""


def read_pasted(text: str, *, taken: Iterable[str]) -> list[PastedTerm]:
    """The lines in order, without empty ones nor a header. `taken`: notations that the scheme already has."""
    known = {fold(notation) for notation in taken}
    found = []
    for number, cells in enumerate(_rows(text), start=1):
        line = _judged(number, cells, known)
        found.append(line)
        if not line.trouble:
            known.add(fold(line.notation))
    return found


def _rows(text: str) -> list[list[str]]:
    lines = [line for line in text.replace("\x00", "").splitlines() if line.strip()]
    separator = "\t" if any("\t" in line for line in lines) else ";"
    try:
        read = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=separator))
    except csv.Error:
        read = [line.split(separator) for line in lines]
    rows = [[cell.strip() for cell in row] for row in read]
    rows = [row for row in rows if any(row)]
    if rows and fold(rows[0][0]) in HEADER and len(rows[0]) > 1:
        rows = rows[1:]
    return rows


def _judged(number: int, cells: list[str], known: set[str]) -> PastedTerm:
    if len(cells) == 1:
        cells = ["", *cells]
    notation, name, broader, definition = [*cells, "", "", ""][:4]
    notation = notation or slugify(name)[:40].strip("-")
    trouble = _trouble(notation, name, broader, definition, known)
    return PastedTerm(number, notation, name, broader, definition, trouble)


def _trouble(notation: str, name: str, broader: str, definition: str, known: set[str]) -> str:
    if not name:
        return _("l’intitulé manque")
    if not fold(notation):
        return _("donnez une notation : l’intitulé n’a ni lettre ni chiffre")
    for what, value, longest in (
        (_("la notation"), notation, LONGEST["notation"]),
        (_("l’intitulé"), name, LONGEST["name"]),
        (_("la définition"), definition, LONGEST["definition"]),
    ):
        if len(value) > longest:
            return _("%(what)s dépasse %(longest)s signes") % {"what": what, "longest": longest}
    if fold(notation) in known:
        return _("la notation « %s » existe déjà") % notation
    if broader and fold(broader) not in known:
        return _("« %s » n’existe ni dans la liste, ni plus haut dans ce que vous collez") % broader
    return ""
