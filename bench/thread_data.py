"""Threads at the design ceiling: 200,000 steps in trees of depth 8, several spaces and audiences. Fixed seed.

A cycle: findings gathered in common wordings, avenues, actions, outcomes; a second cycle starts from the outcomes of the
first, which makes eight links from a need to the last outcome. One in fifty gathers a plenary's 150 findings.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.network_data import BATCH
from maillage.core.readers import PUBLIC, organises_key, space_key
from maillage.network.models import Organisation, Space, SpaceHost
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.thread.models import Item, Link
from maillage.vocabulary.models import Term

ITEMS, SPACES, FINDINGS, PLENARY = 200_000, 600, 24, 150
WORDS = "accueil bus crèche papiers logement français horaire prix école santé travail droits langue enfants soir".split()
R = Link.Relation
Tie = tuple[Item, Item, str]


@dataclass(slots=True)
class Threads:
    """`layers`: items by their distance from a need, 0 to 8."""

    spaces: list[Space]
    layers: list[list[Item]] = field(default_factory=lambda: [[] for _depth in range(9)])
    ties: list[Tie] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(layer) for layer in self.layers)


def build_threads() -> Threads:
    """Rows written at once, as an installation of twenty years holds them."""
    chance = random.Random(1996)
    found = Threads(_spaces())
    number = 0
    while found.count < ITEMS:
        _two_cycles(found, chance, findings=PLENARY if number % 50 == 0 else FINDINGS)
        number += 1
    Item.objects.bulk_create((one for layer in found.layers for one in layer), batch_size=BATCH)
    Link.objects.bulk_create(
        (
            Link(source_id=one.pk, target_id=other.pk, relation=relation, valid_from=today())
            for one, other, relation in found.ties
        ),
        batch_size=BATCH,
    )
    return found


def _spaces() -> list[Space]:
    host = Organisation.objects.create(name="Centre des Trois-Rives", is_host=True)
    kind = Term.objects.filter(scheme__code="space-kind").order_by("pk").first()
    rows = []
    for number in range(SPACES):
        uid, restricted = new_uid(), number % 5 == 0
        key = space_key(uid) if restricted else PUBLIC
        rows.append(Space(uid=uid, name=f"Plateforme {number}", kind=kind, restricted=restricted, audience=key))
    made = Space.objects.bulk_create(rows, batch_size=BATCH)
    SpaceHost.objects.bulk_create(SpaceHost(space=one, organisation=host) for one in made)
    return made


def _two_cycles(found: Threads, chance: random.Random, *, findings: int) -> None:
    space = chance.choice(found.spaces)
    audience = space_key(space.uid) if space.restricted or chance.random() < 0.4 else PUBLIC
    maker = _Maker(found, chance, space, audience)
    needs = [maker.step(0, "finding") for _number in range(findings)]
    commons = maker.shared_out(needs, 1, "finding", R.GATHERED, of=max(4, findings // 3))
    outcomes = maker.onward(commons, depth=2)
    again = [maker.come_of([one], 5, "finding", R.LED_TO) for one in outcomes for _each in range(2)]
    maker.onward(again, depth=6)


@dataclass(slots=True)
class _Maker:
    found: Threads
    chance: random.Random
    space: Space
    audience: str

    def step(self, depth: int, kind: str) -> Item:
        """One in twelve is not shown to everyone: it waits to be read, or stays among members."""
        drawn, audience = self.chance.random(), self.audience
        if drawn < 0.04:
            audience = organises_key(self.space.uid)
        elif drawn < 0.08:
            audience = space_key(self.space.uid)
        made = Item(
            kind=kind,
            title=f"{' '.join(self.chance.sample(WORDS, 7)).capitalize()} {self.found.count}",
            state="retenu",
            audience=audience,
            space=self.space,
            noted_on=today() - dt.timedelta(days=self.chance.randrange(7000)),
            awaits=depth < 4,
        )
        self.found.layers[depth].append(made)
        return made

    def come_of(self, sources: Sequence[Item], depth: int, kind: str, relation: str) -> Item:
        made = self.step(depth, kind)
        self.found.ties += [(one, made, relation) for one in sources]
        return made

    def shared_out(self, sources: list[Item], depth: int, kind: str, relation: str, *, of: int) -> list[Item]:
        """Each step comes of `of` sources; a few sources lead nowhere."""
        parts = [sources[start : start + of] for start in range(0, len(sources), of)]
        return [self.come_of(part, depth, kind, relation) for part in parts if self.chance.random() < 0.9]

    def onward(self, findings: list[Item], *, depth: int) -> list[Item]:
        """Avenues that answer one or two findings, actions, one or two outcomes each."""
        avenues = [
            self.come_of(self.chance.sample(findings, min(2, len(findings))), depth, "avenue", R.LED_TO)
            for _each in findings
        ]
        actions = self.shared_out(avenues, depth + 1, "action", R.BECAME, of=1)
        return [
            self.come_of([one], depth + 2, "outcome", R.PRODUCED)
            for one in actions
            for _each in range(self.chance.choice((1, 1, 2)))
        ]
