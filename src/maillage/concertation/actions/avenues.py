"""Writes: avenues are proposed from findings and recommendations, supported, dropped (D12)."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.concertation.actions.becoming import BECAME
from maillage.concertation.models import Avenue, Cycle, Finding, Recommendation, Support
from maillage.concertation.queries.judging import seated_in
from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.network.models import Organisation
from maillage.records.actions import action, may, require
from maillage.records.clock import today
from maillage.thread.actions.items import move_item, start_item
from maillage.thread.actions.links import tie
from maillage.thread.models import Link

AVENUE = "avenue"
"""Of the items of the thread."""


@action
def propose_avenue(
    *,
    by: Reader,
    uid: str,
    cycle: Cycle,
    findings: Sequence[Finding],
    title: str,
    detail: str = "",
    recommendations: Sequence[Recommendation] = (),
) -> Avenue:
    """It answers a finding, or carries out a recommendation, that stands. Sent twice, the first one comes back."""
    require(by, "concertation.take_part", cycle)
    done = Avenue.objects.filter(item__uid=uid).first()
    if done is not None:
        if not may(by, "concertation.take_part", done.cycle):
            raise ValidationError("Ce formulaire a expiré : rechargez la page et recommencez.")
        return done
    standing = [one.item for one in findings if one.cycle_id == cycle.pk and one.is_in_common]
    standing += [one.item for one in recommendations if one.cycle_id == cycle.pk and one.stands]
    if not standing:
        raise ValidationError({"findings": "Choisissez au moins un constat auquel la piste répond."})
    avenue = Avenue(cycle=cycle, title=" ".join(title.split()), detail=detail)
    avenue.clean_fields(exclude={"item"})
    avenue.item = start_item(
        kind=AVENUE,
        uid=uid,
        space=cycle.space,
        fields={"title": avenue.title, "state": "proposée", "audience": cycle.audience, "awaits": True},
    )
    avenue.save()
    tie(by=by, sources=standing, target=avenue.item, relation=Link.Relation.LED_TO)
    record(by=by, verb="proposée", on=avenue, audience=cycle.audience)
    return avenue


@action
def support_avenue(*, by: Reader, avenue: Avenue, organisation: Organisation) -> Support:
    """By who works for the organisation; twice is once."""
    require(by, "concertation.take_part", avenue.cycle)
    require(by, "concertation.speak_for", organisation)
    if organisation.pk not in seated_in(avenue.cycle):
        raise ValidationError(
            "Cette organisation ne siège pas dans l’espace : elle ne soutient pas de piste ici."
        )
    person = Person.objects.filter(uid=by.uid).first() if by.uid else None
    support, made = Support.objects.get_or_create(
        avenue=avenue, organisation=organisation, valid_to=None, defaults={"by": person, "valid_from": today()}
    )
    if made:
        record(by=by, verb="soutenue", on=avenue, audience=avenue.cycle.space.key)
    return support


@action
def withdraw_support(*, by: Reader, avenue: Avenue, organisation: Organisation) -> None:
    require(by, "concertation.speak_for", organisation)
    rows = Support.objects.filter(avenue=avenue, organisation=organisation, valid_to__isnull=True)
    rows.filter(valid_from=today()).delete()
    rows.update(valid_to=today())


@action
def drop_avenue(*, by: Reader, avenue: Avenue, reason: str) -> Avenue:
    """With its reason; the thread keeps it."""
    require(by, "concertation.edit_avenue", avenue)
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError({"reason": "Dites pourquoi : ceux qui la soutiennent le liront."})
    if avenue.item.state == BECAME:
        raise ValidationError("Cette piste est devenue une action : c’est l’action qui s’abandonne.")
    avenue.dropped_because = reason
    avenue.clean_fields(exclude={"item"})
    avenue.save(update_fields=["dropped_because"])
    move_item(avenue.item, {"state": "abandonnée", "awaits": False})
    record(by=by, verb="abandonnée", on=avenue, audience=avenue.item.audience)
    return avenue
