"""Places named inside a sentence: « cours de français près de Jemeppe-sur-Sambre le soir » (row A10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from maillage.core.folding import fold
from maillage.records.clock import today
from maillage.territory.models import PostalCode, Territory
from maillage.territory.queries.finder import WEIGHTS, PlaceMatch, Row, described, standing

Level = Territory.Level
LONGEST = 6
"""Words in a name that is looked for: « Saint-Georges-sur-Meuse », « province du Brabant wallon »."""
FARTHEST = 100
"""Kilometres."""
LEVELS = (Level.COMMUNE, Level.QUARTER, Level.ZONE, Level.PROVINCE, Level.ARRONDISSEMENT)
HOME = ("03000", "04000")
"""Among homonyms, those of Wallonia and Brussels come first: « Saint-Nicolas »."""
BEFORE = frozenset(("a", "de", "d", "vers", "sur", "in", "te", "en", "from", "la", "gare", "centre"))
"""Words that lead to a place; they go with it."""
AROUND = frozenset(
    (
        "pres",
        "proche",
        "loin",
        "autour",
        "alentours",
        "environs",
        "environ",
        "region",
        "near",
        "around",
        "nabij",
    )
)
ALSO_WORDS = frozenset((
    "aide", "alle", "ans", "arbre", "aye", "bande", "barry", "bouge", "bras", "bure", "celles", "champion",
    "cordes", "croix", "dave", "ere", "etalle", "ferme", "foret", "forges", "fosse", "haine", "heure", "hour",
    "houx", "humain", "lavoir", "lens", "ligne", "loyers", "macon", "manage", "membre", "mont", "my", "odeur",
    "on", "pont", "rance", "roy", "rosee", "roux", "salles", "silly", "soye", "termes", "vance", "ways",
))  # fmt: skip
"""Names that are words of every day: places only where « à » stands before them (Ans also, but for « 16 ans »)."""
OTHER_NAMES = {
    "brussels": "bruxelles",
    "lln": "ottignies louvain la neuve",
    "louvain la neuve": "ottignies louvain la neuve",
}
MONEY = frozenset(("euro", "euros", "eur", "km"))
"""What a number counts that is no postal code."""
WHOLE = {"st": "saint", "ste": "sainte"}


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """`typed`: the words that name it; `rest`: the sentence without them. Several `matches` when a person has to choose.
    `around`: « près de », or « à 20 km de » with its `kilometres`."""

    typed: str
    rest: str
    matches: tuple[PlaceMatch, ...]
    around: bool = False
    kilometres: int = 0


@dataclass(slots=True)
class _Names:
    stamp: tuple[object, ...]
    ids: dict[str, tuple[int, ...]]


_kept: _Names | None = None


def place_in(sentence: str) -> NamedPlace | None:
    """The first place that the sentence names in full, in any of its languages or by its postal code, the longest name
    winning; one query."""
    names = _names()
    words = sentence.replace("’", "'").replace("'", " ").split()
    folded = [WHOLE.get(word, word) for word in map(fold, words)]
    for start, end in _spans(folded):
        name = " ".join(folded[start:end]).strip()
        ids = names.get(OTHER_NAMES.get(name, name))
        if ids and _is_meant(folded, start, end):
            return _named(words, folded, start, end, ids)
    return None


def _spans(folded: list[str]) -> Iterator[tuple[int, int]]:
    for length in range(min(LONGEST, len(folded)), 0, -1):
        for start in range(len(folded) - length + 1):
            yield start, start + length


def _is_meant(folded: list[str], start: int, end: int) -> bool:
    if end - start > 1:
        return True
    before = folded[start - 1] if start else ""
    if folded[start].isdecimal():
        return folded[end] not in MONEY if end < len(folded) else True
    return (
        folded[start] not in ALSO_WORDS or before == "a" or (folded[start] == "ans" and not before.isdecimal())
    )


def _named(words: list[str], folded: list[str], start: int, end: int, ids: tuple[int, ...]) -> NamedPlace:
    first, around, far = start, False, 0
    while first and (folded[first - 1] in BEFORE | AROUND or _is_far(folded, first)):
        if _is_far(folded, first):
            first, far = first - 1, int(folded[first - 2])
        first -= 1
        around = around or bool(far) or folded[first] in AROUND
    return NamedPlace(
        typed=" ".join(words[start:end]),
        rest=" ".join([*words[:first], *words[end:]]),
        matches=tuple(described(ids).values()),
        around=around,
        kilometres=min(far, FARTHEST),
    )


def _is_far(folded: list[str], end: int) -> bool:
    """« 20 km » stands just before `end`."""
    return end > 1 and folded[end - 1] == "km" and folded[end - 2].isdecimal() and len(folded[end - 2]) <= 3


def _names() -> dict[str, tuple[int, ...]]:
    """Folded names with what they can mean, kept until a territory changes."""
    global _kept
    stamp, rows = standing()
    if _kept is None or _kept.stamp != stamp:
        _kept = _Names(stamp, _read(rows))
    return _kept.ids


def _read(rows: Mapping[int, Row]) -> dict[str, tuple[int, ...]]:
    on = today()
    current = [row for row in rows.values() if row.level in LEVELS and row.holds(on)]
    home = {row.pk for row in current if _is_home(rows, row)}
    found: dict[str, set[int]] = defaultdict(set)
    for row in current:
        if row.level == Level.QUARTER and row.pk not in home:
            continue
        for name in (row.name, *row.names.values()):
            found[fold(name)].add(row.pk)
    for pk, code in PostalCode.objects.order_by("code").values_list("territory_id", "code"):
        if pk in home:
            found[code].add(pk)
    return {name: _chosen(rows, ids, home) for name, ids in found.items()}


def _chosen(known: Mapping[int, Row], ids: set[int], home: set[int]) -> tuple[int, ...]:
    """Homes first, then communes before quarters; a quarter that gave its name to its commune stands for the whole of it."""
    rows = [known[pk] for pk in sorted(ids & home or ids)]
    widest = min(WEIGHTS[Level(row.level)] for row in rows)
    kept = []
    for row in rows:
        if WEIGHTS[Level(row.level)] != widest:
            continue
        commune = known.get(row.parent or 0)
        eponym = commune is not None and fold(commune.name).startswith(f"{fold(row.name)} sur ")
        kept.append(commune.pk if eponym and commune is not None else row.pk)
    return tuple(dict.fromkeys(kept))


def _is_home(rows: Mapping[int, Row], row: Row) -> bool:
    seen = set()
    at: Row | None = row
    while at is not None and at.pk not in seen:
        if at.code in HOME:
            return True
        seen.add(at.pk)
        at = rows.get(at.parent or 0)
    return row.level == Level.ZONE
