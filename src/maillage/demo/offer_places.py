"""Who offers and where: operators by some of their words, their seats, the places they open in other communes."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from maillage.core.folding import fold
from maillage.demo.grounds import Level, commune
from maillage.demo.hand import HAND
from maillage.demo.offer_rows import added_operators
from maillage.demo.people import domain_of
from maillage.demo.trois_rives import STREETS, Network
from maillage.network.actions.organisations import register_organisation
from maillage.network.actions.sites import add_site
from maillage.network.models import Organisation, Site
from maillage.territory.models import Territory
from maillage.vocabulary.codes import Code
from maillage.vocabulary.queries import term


@dataclass
class Grounds:
    """Made once for a demonstration: operators of the network, and those that this adds elsewhere."""

    network: Network
    chance: random.Random = field(default_factory=lambda: random.Random(29))
    _operators: dict[str, Organisation] = field(default_factory=dict, init=False)
    _found: dict[str, Organisation] = field(default_factory=dict, init=False)
    _sites: dict[tuple[int, str], Site] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for one in (self.network.centre, *self.network.operators):
            self._operators[fold(one.name)] = one
        for number, (name, kind, sector, place) in enumerate(added_operators()):
            self._operators[fold(name)] = self._add(number, name, kind, sector, place)

    def operator(self, words: str) -> Organisation:
        """The one operator whose name holds all these words."""
        if words not in self._found:
            wanted = set(fold(words).split())
            fitting = [one for name, one in self._operators.items() if wanted <= set(name.split())]
            if len(fitting) != 1:
                msg = f"{words!r} names {[one.name for one in fitting]}"
                raise LookupError(msg)
            self._found[words] = fitting[0]
        return self._found[words]

    def who(self, organisation: Organisation) -> str:
        """Who vouches for its offers, empty when the centre keeps them: an operator in six leaves it to the centre."""
        posts = self.network.posts.get(organisation.pk)
        return posts[0].person.full_name if posts and organisation.pk % 6 else ""

    def site(self, organisation: Organisation, place: str) -> Site:
        """The seat in its own commune, the host's seat for « @host », a place of its own elsewhere."""
        if place.startswith("@"):
            return self._seat(self.operator(place[1:]))
        known = self._sites.get((organisation.pk, place))
        if known is None:
            known = self._open(organisation, place)
            self._sites[organisation.pk, place] = known
        return known

    def _seat(self, organisation: Organisation) -> Site:
        return organisation.sites.select_related("territory", "organisation").get(is_main=True)

    def _open(self, organisation: Organisation, place: str) -> Site:
        seat = self._seat(organisation)
        name, _, quarter = place.partition("/")
        around = commune(name)
        if not quarter and seat.territory_id == around.pk:
            return seat
        inside = Territory.objects.filter(level=Level.QUARTER, parent=around, sort_name=fold(quarter)).first()
        return add_site(
            by=HAND,
            organisation=organisation,
            fields={
                "name": f"Antenne de {quarter or name}" if (quarter or name)[0] not in "AEIOUYÉH" else "",
                "street": f"{self.chance.choice(STREETS)} {self.chance.randrange(1, 120)}",
                "locality": quarter or name,
                "territory": inside or around,
            },
        )

    def _add(self, number: int, name: str, kind: str, sector: str, place: str) -> Organisation:
        organisation = register_organisation(
            by=HAND,
            fields={
                "name": name,
                "ownership": Organisation.Ownership.ASSOCIATIVE,
                "line": Organisation.Line.FIRST,
                "phone": f"04 000 20 {number:02d}",
                "email": f"info@{domain_of(name)}",
                "kinds": [term(Code.ORGANISATION_KIND, kind)],
                "sectors": [term(Code.SECTOR, sector)],
                "presentation": "Organisation inventée, pour la démonstration.",
            },
        )
        add_site(
            by=HAND,
            organisation=organisation,
            fields={
                "street": f"{STREETS[number % len(STREETS)]} {number * 3 + 2}",
                "locality": place,
                "territory": commune(place),
                "is_main": True,
            },
        )
        return organisation
