"""Reads: « que demande-t-on, qu’offre-t-on, que manque-t-il ? », by territory and level, on a day (row E7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from maillage.cadastre.models import CoverageSnapshot, OfferLevel
from maillage.cadastre.queries.grounds import Ground, paths_of
from maillage.cadastre.queries.stock import Publics, Stock, publics
from maillage.core.coverage import (
    OPEN,
    Demand,
    Level,
    Scale,
    Supply,
    Table,
    Veil,
    open_to,
    table_of,
    together,
    veil,
)
from maillage.core.readers import Reader
from maillage.records.actions import may
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term

FRENCH = "francais"
"""Courses of French, alphabetisation and French for people schooled elsewhere together; what the screen shows first."""
OF_FRENCH = ("alpha", "fle")
OTHER = "autre"
"""The column of those on no level of the scale."""
REST = "reste"
"""The line of what has no more precise place than the whole."""
ORAL, WRITTEN = OfferLevel.Skill.ORAL, OfferLevel.Skill.WRITTEN
SCALES = (
    Scale(ORAL, Code.LEVEL_CEFR),
    Scale(ORAL, Code.LEVEL_ORAL),
    Scale(WRITTEN, Code.LEVEL_CEFR),
    Scale(WRITTEN, Code.LEVEL_WRITTEN),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the table is narrowed to: `course` is `FRENCH` or a notation; `audience` a notation, empty for all."""

    course: str = FRENCH
    scale: Scale | None = None
    audience: str = ""

    @property
    def courses(self) -> tuple[str, ...]:
        return ("", *OF_FRENCH) if self.course == FRENCH else (self.course,)


@dataclass(frozen=True, slots=True)
class Coverage:
    """`demands` and `supplies` are those of the table. `open`: small counts are told to this reader.

    `unsized`: sessions left out because nobody said how many places they have; `wider`: lists left out because they tell
    of more than this territory; `elsewhere_said`: people told on the other skill (spoken, written), not in this table.
    """

    ground: Ground
    wish: Wish
    scale: Scale
    table: Table
    demands: tuple[Demand, ...]
    supplies: tuple[Supply, ...]
    open: bool
    unsized: int
    wider: int
    other_skill: int
    overlapping: bool
    several_lists: bool

    def behind(self, line: str, column: str, keys: Mapping[str, int]) -> tuple[list[int], list[int]]:
        """Ids of the statements and of the sessions that a figure counts. `line`: uid of a line, `REST`, empty for all;
        `column`: a notation, `OTHER`, empty for all. `keys`: id of each line by uid."""
        held = {row.key: row.inside for row in self.ground.lines}
        somewhere = frozenset().union(*held.values())
        here = held.get(keys.get(line, 0), frozenset())

        def on_line(territory: int) -> bool:
            return not line or (territory not in somewhere if line == REST else territory in here)

        level = Level(self.scale, column) if column not in ("", OTHER) else None
        columns = set(self.table.columns)
        demands = [
            one
            for one in self.demands
            if on_line(one.territory) and (not column or (one.level if one.level in columns else None) == level)
        ]
        supplies = [one for one in self.supplies if on_line(one.territory)]
        if column:
            supplies = open_to(supplies, demands, level)
        return [int(str(one.key)) for one in demands], [int(str(one.key)) for one in supplies]


@dataclass(frozen=True, slots=True)
class Compared:
    """The same table on a snapshot."""

    snapshot: CoverageSnapshot
    table: Table


def coverage_of(
    ground: Ground, wish: Wish, stock: Stock, reader: Reader, ladders: Mapping[str, list[str]]
) -> Coverage:
    """The table for a reader: outside the centre, small counts are told only with others. `ladders`: `levels_in_order`."""
    known = publics()
    is_open = may(reader, "cadastre.see_small_counts")
    here = [one for one in stock.demands if one.territory in ground.inside]
    supplies = narrowed_supplies([one for one in stock.supplies if one.territory in ground.inside], wish, known)
    asked = [one for one in here if _asks(one, wish, known)]
    scale = wish.scale or likely_scale(asked, supplies)
    demands = [one for one in asked if _on_skill(one, scale.skill)]
    unsized = narrowed_supplies([one for one in stock.unsized if one.territory in ground.inside], wish, known)
    return Coverage(
        ground=ground,
        wish=wish,
        scale=scale,
        table=table_for(ground, wish, scale, stock, ladders, known, is_open=is_open),
        demands=tuple(demands),
        supplies=tuple(supplies),
        open=is_open,
        unsized=len(unsized),
        wider=_wider(stock, ground, wish, known),
        other_skill=len(asked) - len(demands),
        overlapping=any(one.key in stock.overlapping for one in demands),
        several_lists=len({stock.lists.get(int(str(one.key))) for one in demands}) > 1,
    )


def table_for(
    ground: Ground,
    wish: Wish,
    scale: Scale,
    stock: Stock,
    ladders: Mapping[str, list[str]],
    known: Publics,
    *,
    is_open: bool,
) -> Table:
    """Small counts are bundled over all that was expressed that day, whatever the table: none gives another away."""
    everything, covered = list(stock.demands), OPEN
    if not is_open:
        everything = together(everything)
        covered = _veil(everything)
    demands = [
        one
        for one in everything
        if one.territory in ground.inside and _asks(one, wish, known) and _on_skill(one, scale.skill)
    ]
    supplies = narrowed_supplies([one for one in stock.supplies if one.territory in ground.inside], wish, known)
    levels = [Level(scale, notation) for notation in ladders[scale.code]]
    return table_of(demands, supplies, rows=ground.lines, levels=levels, covered=covered)


def levels_in_order() -> dict[str, list[str]]:
    """Notations of each scale, lowest first."""
    found: dict[str, list[str]] = {scale.code: [] for scale in SCALES}
    rows = Term.objects.filter(scheme__code__in=found).order_by("scheme_id", "rank", "pk")
    for code, notation in rows.values_list("scheme__code", "notation"):
        found[code].append(notation)
    return found


def likely_scale(demands: Collection[Demand], supplies: Collection[Supply]) -> Scale:
    """The scale on which most people are told, then most places; the European one, spoken, when nobody says anything."""
    people: Counter[Scale] = Counter()
    for one in demands:
        if one.level is not None and one.level.scale in SCALES:
            people[one.level.scale] += one.people
    places: Counter[Scale] = Counter()
    for other in supplies:
        for scale, _levels in other.entering:
            places[scale] += other.places
    return max(SCALES, key=lambda scale: (people[scale], places[scale], -SCALES.index(scale)))


def _veil(demands: list[Demand]) -> Veil:
    paths = paths_of({one.territory for one in demands})

    def order(one: Demand) -> tuple:
        level = one.level or Level(Scale("", ""), "")
        where = paths.get(one.territory, (one.territory,))
        return (where, one.course, level, one.audience, one.placed is None)

    return veil(demands, order)


def narrowed_supplies(supplies: Collection[Supply], wish: Wish, known: Publics) -> list[Supply]:
    suiting = known.suiting(wish.audience)
    return [
        one
        for one in supplies
        if one.course in wish.courses
        and (not suiting or not one.audiences or not suiting.isdisjoint(one.audiences))
    ]


def _asks(one: Demand, wish: Wish, known: Publics) -> bool:
    if one.course not in wish.courses:
        return False
    return not wish.audience or one.audience in known.under.get(wish.audience, ())


def _on_skill(one: Demand, skill: str) -> bool:
    return one.level is None or one.level.scale.skill == skill


def _wider(stock: Stock, ground: Ground, wish: Wish, known: Publics) -> int:
    """Lists that tell of a territory around this one."""
    outside = [one for one in stock.demands if one.territory not in ground.inside and _asks(one, wish, known)]
    if not outside or ground.territory is None:
        return 0
    around = set(paths_of([ground.territory.pk]).get(ground.territory.pk, ()))
    return sum(one.territory in around for one in outside)
