"""How well everyday words find the offers of the demonstration: recall, precision among the first ten, what fails.

    python -m bench relevance

Three files of queries (tests/demo/relevance): `tuned` may be used to improve the search, so may the odd positions of
`fresh`; its even ones and `heldout` never are, and only their figures are printed. What answers a query is said by
predicates on offers, never by what the search itself found. Only the words are asked, as on the public box.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

from django.core.management import call_command

from maillage.cadastre.models import Offer, OfferEntry, OfferSession
from maillage.cadastre.queries.finding import Question, find_offers
from maillage.core.folding import fold
from maillage.core.readers import VISITOR
from maillage.network.models import Site
from maillage.records.clock import today
from maillage.territory.models import Territory

SETS = ("tuned", "fresh-odd", "fresh-even", "heldout")
UNSEEN = frozenset(("fresh-even", "heldout"))
"""What nobody tunes the search to: which of their queries fail is not told."""
HALVES = {"odd": slice(0, None, 2), "even": slice(1, None, 2)}
"""Positions are counted from one."""
FOLDER = Path(__file__).resolve().parents[1] / "tests" / "demo" / "relevance"
FIRST = 10
PASSING = 0.95, 0.7
"""Recall and precision under which a query counts as failed."""
LADDERS = (
    ("OD", "O1", "O2", "O3", "O4"),
    ("ED", "E1", "E2", "E3", "E4"),
    ("A1.1", "A1", "A2", "B1", "B2", "C1", "C2"),
)
FLAGS = {
    "women": "women_only",
    "child_care": "child_care",
    "free": "free",
    "wheelchair": "wheelchair",
    "forem": "forem_registration",
}
RESIDENCES = {"newcomer": "newcomer", "asylum": "asylum"}


@dataclass(frozen=True)
class Seen:
    """One entry, read from the offer itself: nothing here comes from the index but which offer is at which place."""

    number: int
    offer: Offer
    site: Site | None

    @cached_property
    def sessions(self) -> list[OfferSession]:
        day = today()
        every = list(self.offer.sessions.all())
        return [
            one for one in every if not one.is_over(day) and (one.site_id in (None, self.site and self.site.pk))
        ]

    def values(self, name: str) -> set[str]:
        """What the entry bears for a predicate that compares notations or names."""
        offer = self.offer
        if name == "course":
            return {offer.course_type.notation} if offer.course_type else set()
        if name == "service":
            return {offer.service_type.notation} if offer.service_type else set()
        if name == "kind":
            return {offer.kind}
        if name in ("theme", "audience"):
            return {one.notation for one in (offer.themes if name == "theme" else offer.audiences).all()}
        if name == "language":
            return {one.notation for one in (*offer.languages.all(), *offer.interpreting.all())}
        if name == "commune":
            return {_commune(self.site.territory)} if self.site and self.site.territory else set()
        if name == "locality":
            return (
                {self.site.locality, self.site.territory.name} if self.site and self.site.territory else set()
            )
        if name in ("oral", "written"):
            return _may_enter(offer, name)
        if name == "ends":
            return {level.exit.notation for level in offer.levels.all() if level.exit}
        if name == "places":
            return {said.state for one in self.sessions for said in list(one.places.all())[:1]}
        if name in ("period", "day"):
            return {said for one in self.sessions for slot in one.slots.all() for said in _when(slot, name)}
        raise KeyError(name)

    def fits(self, predicate: Mapping[str, Any]) -> bool:
        """All of it holds; `day` and `period` of one and the same hour."""
        plain = {name: wanted for name, wanted in predicate.items() if name not in ("day", "period")}
        timed = {name: wanted for name, wanted in predicate.items() if name in ("day", "period")}
        return all(self._has(name, wanted) for name, wanted in plain.items()) and (not timed or self._at(timed))

    def _at(self, timed: Mapping[str, Any]) -> bool:
        slots = [slot for one in self.sessions for slot in one.slots.all()]
        return any(
            all(_when(slot, name) & _several(wanted) for name, wanted in timed.items()) for slot in slots
        )

    def _has(self, name: str, wanted: Any) -> bool:
        offer = self.offer
        if name in FLAGS:
            return bool(getattr(offer, FLAGS[name])) is bool(wanted)
        if name in RESIDENCES:
            return offer.residence == RESIDENCES[name]
        if name == "online":
            return any(one.online for one in self.sessions)
        if name == "permanent":
            return any(one.entry == "permanent" for one in self.sessions)
        if name == "operator":
            return fold(wanted) in fold(offer.organisation.name)
        if name == "words":
            others = " ".join(f"{text.title} {text.text}" for text in offer.texts.all())
            return f" {fold(wanted)}" in f" {fold(f'{offer.title} {offer.text}')}" or wanted in others.lower()
        return bool(self.values(name) & _several(wanted))


@dataclass(frozen=True)
class Outcome:
    """What one query found. `relevant`: how many entries had to come back; `choice`: a place to choose was rightly asked."""

    query: str
    relevant: int
    recall: float
    precision: float
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    choice: bool | None = None

    @property
    def passes(self) -> bool:
        if self.choice is not None:
            return self.choice
        return self.recall >= PASSING[0] and self.precision >= PASSING[1] and not self.wrong


@dataclass(frozen=True)
class Score:
    outcomes: tuple[Outcome, ...]

    @property
    def judged(self) -> list[Outcome]:
        """Queries that some offer answers."""
        return [one for one in self.outcomes if one.relevant]

    @property
    def recall(self) -> float:
        return _mean(one.recall for one in self.judged)

    @property
    def precision(self) -> float:
        return _mean(one.precision for one in self.judged)

    @property
    def failed(self) -> list[Outcome]:
        return [one for one in self.outcomes if not one.passes]


def score(name: str) -> Score:
    """Asks every query of a set (one of `SETS`), of whatever the database holds."""
    file, _, half = name.partition("-")
    queries = tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))["queries"]
    queries = queries[HALVES[half]] if half else queries
    seen = _everything()
    return Score(tuple(_ask(query, seen) for query in queries))


def _ask(query: Mapping[str, Any], seen: list[Seen]) -> Outcome:
    answer = find_offers(Question(text=query["q"], per_page=5_000, facets=False), VISITOR)
    if "asks" in query:
        names = [fold(place.label) for place in getattr(answer, "places", ())]
        asked = len(names) > 1 and all(fold(query["asks"]) in name for name in names)
        return Outcome(query["q"], 0, 0, 0, (), (), choice=asked)
    at = {
        (one.offer.uid, one.site.name if one.site else "", one.site.one_line if one.site else ""): one
        for one in seen
    }
    found = [at[line.shown["uid"], line.shown["site"], line.shown["where"]] for line in answer.lines]
    must = [one for one in seen if any(one.fits(each) for each in query.get("must", ()))]
    welcome = [*query.get("must", ()), *query.get("may", ())]
    first = found[:FIRST]
    good = [one for one in first if any(one.fits(each) for each in welcome)]
    held = {one.number for one in found}
    wrong = [one for one in found if any(one.fits(each) for each in query.get("never", ()))]
    return Outcome(
        query=query["q"],
        relevant=len(must),
        recall=sum(one.number in held for one in must) / len(must) if must else 1.0,
        precision=len(good) / len(first) if first else float(not must),
        wrong=tuple(one.offer.title for one in wrong),
        missed=tuple(_told(one) for one in must if one.number not in held),
    )


def _everything() -> list[Seen]:
    offers = Offer.objects.select_related("organisation", "course_type", "service_type").prefetch_related(
        "themes", "audiences", "languages", "interpreting", "texts", "levels__entry", "levels__exit",
        "sessions__slots", "sessions__places",
    )  # fmt: skip
    by_pk = {offer.pk: offer for offer in offers}
    entries = OfferEntry.objects.select_related("site__territory__parent").order_by("number")
    return [Seen(entry.number, by_pk[entry.offer_id], entry.site) for entry in entries]


def _several(wanted: Any) -> set[Any]:
    return set(wanted) if isinstance(wanted, list) else {wanted}


def _commune(territory: Territory) -> str:
    if territory.level == Territory.Level.QUARTER and territory.parent is not None:
        return territory.parent.name
    return territory.name


def _may_enter(offer: Offer, skill: str) -> set[str]:
    """From the entry level up to the one below the exit; the entry alone when no exit is told (row E2)."""
    found: set[str] = set()
    for level in offer.levels.all():
        if level.skill != skill or level.entry is None:
            continue
        ladder = next(one for one in LADDERS if level.entry.notation in one)
        start = ladder.index(level.entry.notation)
        end = ladder.index(level.exit.notation) if level.exit else start + 1
        found.update(ladder[start : max(end, start + 1)])
    return found


def _when(slot: Any, name: str) -> set[Any]:
    """The day (0 is Monday), or the parts of it: the morning until noon, the evening from five on."""
    if name == "day":
        return {slot.weekday}
    found = set()
    if slot.start.hour < 12:
        found.add("morning")
    if slot.start.hour < 17 and slot.end.hour >= 13:
        found.add("afternoon")
    if slot.end.hour >= 18 and slot.start.hour >= 17:
        found.add("evening")
    return found


def _told(one: Seen) -> str:
    return f"{one.offer.title} ({_commune(one.site.territory) if one.site and one.site.territory else '?'})"


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every) if every else 0.0


def report(name: str, found: Score) -> None:
    """Prints the figures, then each query that fails with what it lacks; the figures only of what is `UNSEEN`."""
    passed = len(found.outcomes) - len(found.failed)
    print(
        f"{name:<10} {len(found.outcomes)} queries, {len(found.judged)} that some offer answers:"
        f"  recall {found.recall:.3f}  precision@{FIRST} {found.precision:.3f}  {passed} pass"
    )
    for one in found.failed if name not in UNSEEN else ():
        if one.choice is not None:
            print(f"    « {one.query} »: no place to choose was asked")
            continue
        missed = f"  missed: {'; '.join(one.missed[:3])}" if one.missed else ""
        wrong = f"  wrong: {'; '.join(one.wrong[:2])}" if one.wrong else ""
        print(
            f"    « {one.query} » recall {one.recall:.2f} of {one.relevant}, precision {one.precision:.2f}{missed}{wrong}"
        )


def main() -> int:
    from maillage.demo.actions import load_demo
    from maillage.records.reference import load_reference

    call_command("migrate", verbosity=0)
    load_reference()
    load_demo()
    for name in SETS:
        report(name, score(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
