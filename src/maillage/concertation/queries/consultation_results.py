"""Reads: what came out of a consultation, in the words and numbers of its page, masked for those outside."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from maillage.concertation.models import Consultation, Statement
from maillage.concertation.queries.map_drawing import Drawing, drawing_of
from maillage.concertation.queries.opinion_maps import Told, map_told
from maillage.core.disclosure import SMALLEST_TOLD
from maillage.core.readers import VISITOR, Reader
from maillage.network.models import Organisation
from maillage.thread.models import Item
from maillage.thread.registries import item_kinds
from maillage.vocabulary.models import Term

MOST_LINES = 120
"""Statements of the page; all of them are in the list."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many agreed among those who voted. `masked`: too few voted for it to be told."""

    agree: int
    cast: int
    masked: bool = False

    @property
    def percent(self) -> int:
        return round(100 * self.agree / self.cast) if self.cast else 0


@dataclass(frozen=True, slots=True)
class HeldStatement:
    """What a group holds more than the others: by agreeing, or by refusing."""

    statement: Statement
    agreed: bool
    percent: int


@dataclass(frozen=True, slots=True)
class Group:
    letter: str
    people: int
    held: list[HeldStatement]
    """What it agrees with first, the heaviest first within each part."""


@dataclass(frozen=True, slots=True)
class Divide:
    statement: Statement
    agreeing: str
    disagreeing: str


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with what everybody, each group and each kind of actor voted.

    `source`: the address of the recommendation or the finding that it takes up, for who may read it.
    """

    statement: Statement
    everyone: Share
    disagree: int
    passed: int
    groups: list[Share]
    support: list[Share]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """`told` is None when no map was made yet; `groups` are empty when none are told, `refusals` say why."""

    told: Told | None
    drawing: Drawing | None
    groups: list[Group]
    by_all: list[Statement]
    rejected_by_all: list[Statement]
    divides: list[Divide]
    lines: list[Line]
    kinds: list[str]
    refusals: tuple[str, ...]
    count: int
    """Statements, those that the page leaves to the list too."""

    @property
    def more(self) -> int:
        return self.count - len(self.lines)

    @property
    def votes(self) -> int:
        return self.told["votes"] if self.told else 0

    @property
    def participants(self) -> int:
        return self.told["participants"] if self.told else 0

    @property
    def has_map(self) -> bool:
        """Points are drawn from thirty people on, groups or not."""
        return bool(self.told) and not (self.told or {})["is_early"]


def results_of(consultation: Consultation, *, inside: bool, reader: Reader = VISITOR) -> Results:
    """`inside`: for the organisers, who see small numbers too."""
    told = map_told(consultation)
    if told is None:
        return Results(None, None, [], [], [], [], [], [], (), 0)
    statements = consultation.statements.filter(state=Statement.State.SHOWN).select_related("item")
    shown = {one.number: one for one in statements.order_by("number", "pk")}
    kinds = _kinds(told)
    return Results(
        told=told,
        drawing=None if told["is_early"] else drawing_of(told),
        groups=_groups(told, shown),
        by_all=_known(told["by_all"], shown),
        rejected_by_all=_known(told["rejected_by_all"], shown),
        divides=[
            Divide(shown[number], one, other) for number, one, other in told["divides"] if number in shown
        ],
        lines=_lines(told, shown, [key for key, _label in kinds], reader, inside=inside),
        kinds=[label for _key, label in kinds],
        refusals=tuple(told["stability"]["refusals"]),
        count=len(shown),
    )


def _known(numbers: list[int], shown: dict[int, Statement]) -> list[Statement]:
    return [shown[number] for number in numbers if number in shown]


def _groups(told: Told, shown: dict[int, Statement]) -> list[Group]:
    return [
        Group(
            letter,
            people,
            sorted(
                (
                    HeldStatement(shown[number], agreed, round(100 * probability))
                    for number, agreed, probability in told["held"].get(letter, [])
                    if number in shown
                ),
                key=lambda one: not one.agreed,
            ),
        )
        for letter, people in told["sizes"].items()
    ]


def _kinds(told: Told) -> list[tuple[tuple[str, str], str]]:
    """The kinds of actors that five people or more said to be: sectors by name, then genres of organisation."""
    names: dict[tuple[str, str], str] = {}
    sectors = Term.objects.in_bulk([int(pk) for pk in told["support"]["actor"]])
    for pk in told["support"]["actor"]:
        if int(pk) in sectors:
            names["actor", pk] = sectors[int(pk)].name
    genres = dict(Organisation.Ownership.choices)
    for genre in told["support"]["ownership"]:
        names["ownership", genre] = f"secteur {genres[genre]}"
    enough = [
        (key, label)
        for key, label in names.items()
        if max((row[2] for row in told["support"][key[0]][key[1]]), default=0) >= SMALLEST_TOLD
    ]
    return sorted(enough, key=lambda one: (one[0][0], one[1]))


def _lines(
    told: Told, shown: dict[int, Statement], kinds: list[tuple[str, str]], reader: Reader, *, inside: bool
) -> list[Line]:
    support = {
        kind: {number: (agree, cast) for number, agree, cast in told["support"][kind[0]][kind[1]]}
        for kind in kinds
    }
    lines = []
    for row in told["statements"][:MOST_LINES]:
        statement = shown.get(row["number"])
        if statement is None:
            continue
        cast = row["agree"] + row["disagree"] + row["passed"]
        everyone = _share(row["agree"], cast, inside=inside)
        groups = [
            _share(agree, agree + disagree + passed, inside=inside)
            for agree, disagree, passed in row["groups"].values()
        ]
        by_kind = [support[kind].get(row["number"], (0, 0)) for kind in kinds]
        lines.append(
            Line(
                statement,
                everyone,
                row["disagree"],
                row["passed"],
                groups,
                told_apart(by_kind, [kind[0] for kind in kinds], cast, inside=inside),
                _source(statement.item, reader),
            )
        )
    return lines


def _source(item: Item | None, reader: Reader) -> str:
    if item is None or not reader.has(item.audience):
        return ""
    return reverse(item_kinds[item.kind].url_name, args=[item.address])


def _share(agree: int, cast: int, *, inside: bool) -> Share:
    return Share(agree, cast, masked=not inside and 0 < cast < SMALLEST_TOLD)


def told_apart(counts: list[tuple[int, int]], kinds: list[str], everyone: int, *, inside: bool) -> list[Share]:
    """Agree and cast by kind of actor; a kind under five is masked, and the smallest others of the same sort with it as long
    as subtraction from everybody would tell it."""
    masked = [not inside and 0 < cast < SMALLEST_TOLD for _agree, cast in counts]
    for sort in set(kinds):
        mine = [place for place, kind in enumerate(kinds) if kind == sort]
        while not inside:
            told = [place for place in mine if not masked[place]]
            rest = everyone - sum(counts[place][1] for place in told)
            if not told or rest == 0 or rest >= SMALLEST_TOLD:
                break
            smallest = min(
                (place for place in told if counts[place][1]), key=lambda place: counts[place][1], default=None
            )
            if smallest is None:
                break
            masked[smallest] = True
    return [Share(agree, cast, masked=hidden) for (agree, cast), hidden in zip(counts, masked, strict=True)]
