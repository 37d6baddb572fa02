"""What reading a file gives: sheets of rows of text, within limits, and the sentences that say what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_SHEETS = 30
MAX_CELL = 5_000
MAX_EMPTY_RUN = 2_000
"""Rows in a row without content after which a sheet is taken to be finished (formatted to the bottom)."""


class UnreadableFile(ValueError):
    """The file cannot be read as a table. The message is what the person reads."""


class Notice(StrEnum):
    """What the reading itself had to put right; shown above the preview."""

    REPAIRED_LETTERS = "Des accents étaient abîmés (« Ã© » pour « é ») : ils ont été réparés."
    GUESSED_LETTERS = (
        "Le fichier ne dit pas comment ses accents sont écrits : ils ont été devinés, vérifiez-les."
    )
    SHORTENED = "Des cellules très longues ont été coupées à 5 000 signes."
    MERGED = "Des cellules étaient fusionnées : leur contenu a été repris sur chaque ligne."
    LEFT_COLUMNS = "Seules les 100 premières colonnes sont lues."


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that holds something. `number` is the row's number as the person sees it in Excel."""

    number: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell)

    def cell(self, position: int) -> str:
        """The text at a column position (from 0), empty beyond the end."""
        return self.cells[position] if position < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows without the empty ones; `title_rows` are numbers of rows made of one cell merged across."""

    name: str
    rows: tuple[SheetRow, ...]
    notices: tuple[Notice, ...] = ()
    title_rows: frozenset[int] = field(default_factory=frozenset)

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


def too_many_rows() -> UnreadableFile:
    return UnreadableFile(
        "Ce fichier compte plus de 20 000 lignes. Partagez-le en plusieurs fichiers,"
        " ou adressez-vous à la personne qui administre Maillage."
    )


def trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """Without the empty cells at the end."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return tuple(cells[:end])
