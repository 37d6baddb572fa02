"""Reads: the requests for intervention of a space, one of them, who may answer for it (B17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from maillage.accounts.models import Person
from maillage.concertation.models import Intervention
from maillage.concertation.states import INTERVENTION, INTERVENTION_RULES
from maillage.core.readers import Reader
from maillage.core.transitions import Transition
from maillage.network.models import Mandate, Membership, Post, Space, SpaceHost
from maillage.records.actions import may


def intervention_for(reader: Reader, uid: str) -> Intervention | None:
    return interventions_seen(reader).select_related("space__kind").filter(item__uid=uid).first()


def interventions_seen(reader: Reader) -> QuerySet[Intervention]:
    related = ("item", "space", "organisation", "territory", "owner", "author")
    return Intervention.objects.visible_to(reader).select_related(*related).defer("territory__shape")


def interventions_of(space: Space, reader: Reader) -> QuerySet[Intervention]:
    """In no order: the list says in which."""
    return interventions_seen(reader).filter(space=space)


def steps_open(reader: Reader, intervention: Intervention) -> list[Transition]:
    """What this reader may do with it now, in the order of the table."""
    return [
        step
        for step in INTERVENTION.open_from(intervention.status)
        if may(reader, INTERVENTION_RULES[step.verb], intervention)
    ]


def people_inside(space: Space, day: dt.date) -> QuerySet[Person]:
    """Who may answer for a request: organisers, and those who sit. In a restricted space, whom an organisation named."""
    sitting = Membership.objects.sitting(day).filter(space=space)
    organising = Mandate.objects.as_of(day).filter(space=space, role__in=Mandate.ORGANISING)
    hosts = SpaceHost.objects.as_of(day).filter(space=space)
    whole = sitting if space.is_public else sitting.filter(person__isnull=True, deputy__isnull=True)
    at_work = Post.objects.as_of(day).filter(
        Q(organisation__in=whole.values("organisation"))
        | Q(organisation__in=organising.filter(person__isnull=True).values("organisation"))
        | Q(organisation__in=hosts.values("organisation"), coordinator=True)
    )
    named = Q(pk__in=sitting.values("person")) | Q(pk__in=sitting.values("deputy"))
    charged = Q(pk__in=organising.values("person")) | Q(pk__in=at_work.values("person"))
    return Person.objects.filter(named | charged, erased_at=None).order_by("sort_name", "pk")


def where_they_work(people: Sequence[Person], day: dt.date) -> dict[int, str]:
    """The first organisation of each, by person."""
    posts = Post.objects.as_of(day).filter(person__in=people).select_related("organisation")
    found: dict[int, str] = {}
    for post in posts.order_by("organisation__sort_name", "pk"):
        found.setdefault(post.person_id, post.organisation.short_name or post.organisation.name)
    return found
