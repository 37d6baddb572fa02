"""Reads: « Qu’existe-t-il déjà ici ? », spaces that overlap with a wish, each with its reason in words (B11)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch

from maillage.core.overlap import Candidate, Ground, Overlap, Wish, rank_overlaps
from maillage.core.readers import Reader
from maillage.network.models import Membership, Organisation, Space, SpaceScope
from maillage.network.queries.spaces import HEAVY_OF_A_TERM, LIVING, spaces_on
from maillage.records.clock import today
from maillage.territory.models import Containment, Territory
from maillage.vocabulary.models import Term

Pairs = dict[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Similar:
    """A space that exists and why it came up."""

    space: Space
    reasons: list[str]


def similar_spaces(
    *,
    reader: Reader,
    themes: Collection[Term] = (),
    territories: Collection[Territory] = (),
    kind: Term | None = None,
    members: Collection[Organisation] = (),
) -> list[Similar]:
    """Living spaces that the reader may see, best first, in a constant number of queries."""
    day = today()
    living = spaces_on(day, reader).filter(status__in=LIVING)
    themed = living.prefetch_related(Prefetch("themes", Term.objects.defer(*HEAVY_OF_A_TERM)))
    spaces = {space.pk: space for space in themed}
    places = _pairs(SpaceScope.objects.as_of(day).values_list("space_id", "territories"))
    grounds = _grounds(
        {place for found in places.values() for place in found} | {one.pk for one in territories}
    )
    seats = _pairs(
        Membership.objects.visible_to(reader)
        .sitting(day)
        .filter(organisation__in=[one.pk for one in members])
        .values_list("space_id", "organisation_id")
    )
    wish = Wish(
        themes=frozenset(term.pk for term in themes),
        families=_families(themes),
        places=frozenset(one.pk for one in territories),
        ground=_ground([one.pk for one in territories], grounds),
        kind=kind.pk if kind else None,
        members=frozenset(one.pk for one in members),
    )
    candidates = [
        Candidate(pk, _described(space, places.get(pk, frozenset()), grounds, seats.get(pk, frozenset())))
        for pk, space in spaces.items()
    ]
    names = {one.pk: one.name for one in members}
    themes_by_id = {term.pk: term.name for term in themes}
    return [
        Similar(spaces[found.key], _reasons(found, themes_by_id, names, kind))
        for found in rank_overlaps(wish, candidates)
    ]


def _pairs(rows: Collection[tuple[int, int | None]]) -> Pairs:
    found: dict[int, set[int]] = {}
    for key, value in rows:
        if value is not None:
            found.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in found.items()}


def _grounds(territories: set[int]) -> Pairs:
    """Each territory with all it contains."""
    return _pairs(list(Containment.objects.filter(whole__in=territories).values_list("whole_id", "part_id")))


def _ground(places: Collection[int], grounds: Pairs) -> frozenset[int]:
    return frozenset().union(*(grounds.get(place, frozenset({place})) for place in places))


def _families(terms: Collection[Term]) -> frozenset[int]:
    return frozenset(term.broader_id or term.pk for term in terms)


def _described(space: Space, places: frozenset[int], grounds: Pairs, members: frozenset[int]) -> Wish:
    themes = list(space.themes.all())
    return Wish(
        themes=frozenset(term.pk for term in themes),
        families=_families(themes),
        places=places,
        ground=_ground(places, grounds),
        kind=space.kind_id,
        members=members,
    )


GROUND_WORDS = {
    Ground.SAME: "même territoire",
    Ground.INSIDE: "sur une partie de ce territoire",
    Ground.AROUND: "sur un territoire plus large, qui le comprend",
    Ground.CROSSING: "sur un territoire qui le recoupe",
    Ground.ELSEWHERE: "",
}


def _reasons(found: Overlap, themes: dict[int, str], members: dict[int, str], kind: Term | None) -> list[str]:
    words = []
    if found.themes:
        words.append("même thème : " + ", ".join(sorted(themes[one] for one in found.themes)))
    elif found.families:
        words.append("thème voisin")
    if GROUND_WORDS[found.ground]:
        words.append(GROUND_WORDS[found.ground])
    if found.members:
        words.append("y siègent déjà : " + ", ".join(sorted(members[one] for one in found.members)))
    if found.same_kind and kind is not None:
        words.append(f"même genre : {kind.name.lower()}")
    return words
