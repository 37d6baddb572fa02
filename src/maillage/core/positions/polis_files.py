"""Exchange with Polis: the files `votes.csv` and `comments.csv` of its export, read and written.

In these files +1 is agree and −1 disagree. Of several votes of a person on a statement the last counts, by timestamp, then
by line. Statements with `moderated` −1 are left out, and votes on them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO, TextIO

import numpy as np

from maillage.core.positions.number_columns import UnreadableFile, header_of, read_numbers
from maillage.core.positions.votes import Votes, votes_of

VOTES, COMMENTS = "votes.csv", "comments.csv"
LEFT_OUT = -1
_OF_VOTES = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
_OF_COMMENTS = (
    "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Comment:
    """A statement as Polis exports it. `moment`: milliseconds since 1970, UTC; `moderated`: −1 out, 0 not yet, 1 in."""

    id: int
    body: str
    author: int = 0
    moderated: int = 0
    moment: int = 0
    agrees: int = 0
    disagrees: int = 0


@dataclass(frozen=True, slots=True)
class CastVote:
    """One line of `votes.csv`. `moment`: milliseconds since 1970, UTC."""

    participant: int
    statement: int
    value: int
    moment: int = 0


def read_votes(file: BinaryIO, comments: Iterable[Comment] | None = None) -> Votes:
    """The votes that count of a `votes.csv`, and all statements of `comments` that are not moderated out.

    Raises UnreadableFile with file and line.
    """
    names = header_of(file.readline(), VOTES, ("comment-id", "voter-id", "vote"))
    wanted = ["voter-id", "comment-id", "vote", *(["timestamp"] if "timestamp" in names else [])]
    columns, lines = read_numbers(file, VOTES, [names.index(one) for one in wanted], len(names))
    people, statements, values = columns[:3]
    wrong = np.flatnonzero((values < -1) | (values > 1))
    if wrong.size:
        line, value = lines[wrong[0]], values[wrong[0]]
        raise UnreadableFile(
            f"{VOTES}, ligne {line} : le vote {value} n’existe pas ; un vote est 1 (d’accord), -1 (pas d’accord) ou 0."
        )
    if len(columns) == 4 and np.any(columns[3][1:] < columns[3][:-1]):
        order = np.argsort(columns[3], kind="stable")
        people, statements, values = people[order], statements[order], values[order]
    if comments is None:
        return votes_of(people, statements, values)
    known = list(comments)
    out = {one.id for one in known if one.moderated == LEFT_OUT}
    shown = {one.id for one in known} | set(np.unique(statements).tolist())
    return votes_of(people, statements, values, shown=shown - out)


def read_comments(file: BinaryIO) -> list[Comment]:
    """The statements of a `comments.csv`, those moderated out too. Raises UnreadableFile with file and line."""
    text = file.read().decode("utf-8-sig", errors="replace")
    header = text.split("\n", 1)[0]
    names = header_of(header.encode(), COMMENTS, ("comment-id", "comment-body"))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Comment] = []
    seen: set[int] = set()
    line, last = 1, 0
    try:
        for row in reader:
            line, last = last + 1, reader.line_num
            if line > 1 and any(row):
                found.append(_comment(dict(zip(names, row, strict=False)), line))
                if found[-1].id in seen:
                    raise UnreadableFile(f"{COMMENTS}, ligne {line} : l’énoncé {found[-1].id} y est déjà.")
                seen.add(found[-1].id)
    except csv.Error as error:
        raise UnreadableFile(
            f"{COMMENTS}, ligne {last + 1} : cette ligne n’est pas du CSV ({error})."
        ) from error
    return found


def _comment(cells: dict[str, str], line: int) -> Comment:
    def number(name: str, otherwise: int | None = 0) -> int:
        cell = cells.get(name, "").strip()
        if not cell and otherwise is not None:
            return otherwise
        unsigned = cell.removeprefix("-")
        if not (unsigned.isascii() and unsigned.isdecimal()):
            raise UnreadableFile(
                f"{COMMENTS}, ligne {line} : dans la colonne « {name} », « {cell[:40]} » n’est pas un nombre entier."
            )
        return int(cell)

    moderated = number("moderated")
    if moderated not in (-1, 0, 1):
        raise UnreadableFile(f"{COMMENTS}, ligne {line} : « moderated » vaut {moderated}, il faut -1, 0 ou 1.")
    return Comment(
        number("comment-id", None),
        cells.get("comment-body", ""),
        number("author-id"),
        moderated,
        number("timestamp"),
        number("agrees"),
        number("disagrees"),
    )


def write_votes(file: TextIO, votes: Iterable[CastVote]) -> None:
    """A `votes.csv`, lines in the order given."""
    _write(
        file,
        _OF_VOTES,
        ([one.moment, _said(one.moment), one.statement, one.participant, one.value] for one in votes),
    )


def write_comments(file: TextIO, comments: Iterable[Comment]) -> None:
    """A `comments.csv`. For machines: texts are not disarmed for spreadsheets (`core.tables` writes for those)."""
    _write(
        file,
        _OF_COMMENTS,
        (
            [
                one.moment,
                _said(one.moment),
                one.id,
                one.author,
                one.agrees,
                one.disagrees,
                one.moderated,
                one.body,
            ]
            for one in comments
        ),
    )


def _write(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


def _said(moment: int) -> str:
    """As Polis writes it, whatever the language of the machine."""
    at = datetime.fromtimestamp(moment / 1000, UTC)
    return f"{_DAYS[at.weekday()]} {_MONTHS[at.month - 1]} {at:%d %Y %H:%M:%S} GMT+0000 (Coordinated Universal Time)"
