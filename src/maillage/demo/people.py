"""The invented people: names drawn with a fixed seed, one or two posts in each operator."""

from __future__ import annotations

import datetime as dt
import random

from maillage.accounts.models import Person
from maillage.core.folding import fold
from maillage.demo.content import example
from maillage.demo.hand import HAND
from maillage.network.actions.posts import add_person, add_post
from maillage.network.models import Organisation, Post
from maillage.vocabulary.codes import Code
from maillage.vocabulary.queries import term

FUNCTIONS = (
    "coordinateur",
    "formateur",
    "assistant-social",
    "educateur",
    "animateur",
    "juriste",
    "charge-projets",
    "directeur",
    "documentaliste",
    "mediateur-interculturel",
)


def domain_of(name: str) -> str:
    """A domain that can never belong to anyone (RFC 2606)."""
    return f"{fold(name).replace(' exemple', '').replace(' ', '-')[:40]}.example.org"


class Staff:
    """Draws people without repeating a name."""

    def __init__(self, chance: random.Random) -> None:
        names = example()["people"]
        pairs = [(given, family) for given in names["given"] for family in names["family"]]
        chance.shuffle(pairs)
        self._pairs = iter(pairs)
        self._chance = chance

    def hire(self, organisation: Organisation, function: str, *, since: dt.date) -> Post:
        given, family = next(self._pairs)
        return self.name(organisation, given, family, function, since=since)

    def name(
        self,
        organisation: Organisation,
        given: str,
        family: str,
        function: str,
        *,
        since: dt.date,
        email: str = "",
        coordinator: bool = False,
    ) -> Post:
        """Someone in particular; half of the people make their name public, as in life."""
        address = (
            email
            or f"{fold(given).replace(' ', '-')}.{fold(family).replace(' ', '-')}@{domain_of(organisation.name)}"
        )
        person = add_person(
            by=HAND,
            organisation=organisation,
            given_name=given,
            family_name=family,
            email=address,
            phone="04 000 00 00",
        )
        shown = self._chance.random() < 0.5
        Person.objects.filter(pk=person.pk).update(show_name=shown, show_email=shown)
        return add_post(
            by=HAND,
            person=person,
            organisation=organisation,
            fields={
                "function": term(Code.FUNCTION, function),
                "coordinator": coordinator,
                "valid_from": since,
            },
        )
