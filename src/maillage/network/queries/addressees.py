"""Reads: who « Écrire à… » reaches, whom it leaves out, and why (row A5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from maillage.core.readers import Reader
from maillage.mailing.queries import addresses_in_error
from maillage.network.models import Membership, Organisation, Post, Site, Space
from maillage.records.dated import holds_on
from maillage.territory.models import Territory
from maillage.vocabulary.models import Term

NO_ADDRESS = "pas d’adresse e-mail"
IN_ERROR = "adresse en erreur depuis un envoi précédent"
ALREADY = "déjà dans la liste, pour un autre poste"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the people looked for do and where; an empty criterion lets everyone through."""

    functions: Sequence[Term] = field(default_factory=tuple)
    kinds: Sequence[Term] = field(default_factory=tuple)
    territory: Territory | None = None
    space: Space | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.functions or self.kinds or self.territory or self.space)

    @property
    def words(self) -> str:
        """« assistant·e social·e · CPAS · Namur »."""
        parts = [", ".join(str(term) for term in terms) for terms in (self.functions, self.kinds) if terms]
        return " · ".join([*parts, *(str(one) for one in (self.territory, self.space) if one)])


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person by the post that matched. `left_out` is the reason in words; empty when the letter goes there."""

    post: Post
    left_out: str = ""

    @property
    def email(self) -> str:
        return self.post.person.email.lower()


@dataclass(frozen=True, slots=True)
class Addressees:
    reached: list[Addressee]
    left_out: list[Addressee]


def addressees(chosen: Chosen, reader: Reader, day: dt.date) -> Addressees:
    """Each person once, whatever the posts held; two queries."""
    found = list(_posts(chosen, reader, day))
    broken = addresses_in_error(post.person.email for post in found if post.person.email)
    reached: dict[str, Addressee] = {}
    left_out = []
    for post in found:
        one = Addressee(post)
        if not one.email:
            left_out.append(Addressee(post, NO_ADDRESS))
        elif one.email in reached:
            left_out.append(Addressee(post, ALREADY))
        elif one.email in broken:
            left_out.append(Addressee(post, IN_ERROR))
        else:
            reached[one.email] = one
    return Addressees(reached=list(reached.values()), left_out=left_out)


def _posts(chosen: Chosen, reader: Reader, day: dt.date) -> QuerySet[Post]:
    posts = Post.objects.visible_to(reader).as_of(day).filter(person__erased_at__isnull=True)
    if chosen.functions:
        posts = posts.filter(function__in=_with_narrower(chosen.functions))
    if chosen.kinds:
        posts = posts.filter(organisation__in=_of_kinds(chosen.kinds))
    if chosen.territory:
        posts = posts.filter(organisation__in=_in_territory(chosen.territory, day))
    if chosen.space:
        sitting = Membership.objects.visible_to(reader).sitting(day).filter(space=chosen.space)
        posts = posts.filter(
            Q(organisation__in=sitting.values("organisation")) | Q(person__in=sitting.values("person"))
        )
    return posts.select_related("person", "organisation", "function").order_by(
        "person__sort_name", "person_id", "id"
    )


def _with_narrower(terms: Sequence[Term]) -> QuerySet[Term, Any]:
    chosen = [term.pk for term in terms]
    return Term.objects.filter(Q(pk__in=chosen) | Q(broader__in=chosen)).order_by().values("pk")


def _of_kinds(terms: Sequence[Term]) -> QuerySet[Organisation, Any]:
    """Organisations of a kind, and the services inside them: a social service of a CPAS is of the CPAS (A14)."""
    kinds = _with_narrower(terms)
    return Organisation.objects.filter(Q(kinds__in=kinds) | Q(part_of__kinds__in=kinds)).order_by().values("pk")


def _in_territory(territory: Territory, day: dt.date) -> QuerySet[Organisation, Any]:
    sites = Site.objects.filter(holds_on(day), territory__wholes_around__whole=territory).values("organisation")
    return Organisation.objects.filter(Q(pk__in=sites) | Q(part_of__in=sites)).order_by().values("pk")
