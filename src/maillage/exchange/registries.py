"""What higher rooms add here: kinds of lists that can be imported, what may follow an import, files to try it with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from maillage.core.cleaning import Flag
from maillage.core.columns import FieldHint
from maillage.core.readers import Reader
from maillage.core.registry import Registry

if TYPE_CHECKING:
    from maillage.exchange.models import ImportRow


@dataclass(frozen=True, slots=True)
class ImportField:
    """A column that an importer understands. `long`: edited in several lines."""

    hint: FieldHint
    label: str
    long: bool = False

    @property
    def key(self) -> str:
        return self.hint.key


@dataclass(frozen=True, slots=True)
class CandidateShown:
    """A possible duplicate: `target` is a primary key, or `row` the number of an earlier row of the file."""

    name: str
    score: float
    reasons: tuple[str, ...]
    is_same: bool
    target: int | None = None
    row: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class RowPreview:
    """What a row will become. `details` is the importer's own (ids it looked up); `decision` as in `ImportRow.choice`."""

    label: str
    values: Mapping[str, str]
    flags: Sequence[tuple[str, Flag]] = ()
    candidates: Sequence[CandidateShown] = ()
    decision: str = "create"
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class RowOutcome:
    """What a row became. `created` and `changed` are made with `exchange.undoing.created` and `changed`.

    `touched`: primary keys by kind of object, given to `Importer.follow` once the row is written, and once it is undone.
    """

    row: ImportRow
    object_id: int | None = None
    created: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    touched: dict[str, list[int]] = field(default_factory=dict)
    message: str = ""


class Previewer(Protocol):
    """Looks at rows one by one, in the order of the file; it remembers those it saw, to find duplicates in the file."""

    def preview(self, number: int, cells: Mapping[str, str]) -> RowPreview:
        """`cells`: the text of each field; several columns of one field are joined by `; `. Writes nothing."""

    def remember(self, number: int, values: Mapping[str, str], details: Mapping[str, Any]) -> None:
        """A row looked at before (work taken up again, or another row being corrected)."""


class Writer(Protocol):
    """Writes batches of confirmed rows."""

    def prepare(self, rows: Sequence[ImportRow]) -> None:
        """Outside any transaction: whatever can be worked out beforehand."""

    def write(self, rows: Sequence[ImportRow]) -> list[RowOutcome]:
        """Inside a transaction: one outcome a row. When it raises, the batch is tried again row by row."""


class Importer(Protocol):
    """A kind of list. Registered under `kind`."""

    kind: str
    title: str
    """« Des organisations »"""
    lead: str
    """What the file may hold, in a sentence."""
    one: str
    many: str
    fields: Sequence[ImportField]
    required: str
    """The key of the field without which there is no row."""
    follow_ups: Sequence[FollowUp]
    held_by_index: bool
    """Whether an index holds on to the objects by foreign keys: it then lets go of them in the transaction of an undo."""

    def may_import(self, reader: Reader) -> bool:
        """Whether this reader may import this kind of list; asked again when confirming."""

    def previewer(self, reader: Reader) -> Previewer:
        """Loads what rows are compared with, once."""

    def writer(self, by: Reader) -> Writer:
        """Loads what rows need to be written, once for many batches."""

    def links(self, object_ids: Iterable[int], reader: Reader) -> Mapping[int, str]:
        """The addresses of what was imported, for the result page."""

    def follow(self, touched: Mapping[str, Collection[int]]) -> None:
        """Soon after rows were written or undone: what they touched, to be indexed, indexed again or forgotten. Outside
        any transaction, but for `held_by_index`. May be asked twice for the same rows."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something done with all that was imported: « ajouter ces organisations à une plateforme ».

    `apply(rows, choice, by)` runs inside a transaction on a batch; it returns what it created for each row number, to be
    undone with it.
    """

    key: str
    title: str
    label: str
    choices: Callable[[Reader], Sequence[tuple[str, str]]]
    apply: Callable[[Sequence[ImportRow], str, Reader], Mapping[int, list[dict[str, Any]]]]


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """A file to try an import with; offered in demo mode."""

    name: str
    label: str
    content: Callable[[], bytes]


importers: Registry[Importer] = Registry("importers")
example_files: Registry[ExampleFile] = Registry("example files")
