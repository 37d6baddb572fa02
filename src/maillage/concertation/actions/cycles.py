"""Writes: a cycle is opened, set, moved from phase to phase, closed and opened again (B8, D1)."""

from __future__ import annotations

from typing import TypedDict

from django.core.exceptions import ValidationError
from django.db.models import Q

from maillage.concertation.methods import METHODS
from maillage.concertation.models import Cycle, Phase
from maillage.core.readers import PUBLIC, Reader
from maillage.journal.actions import changes_between, record
from maillage.network.models import Space
from maillage.records.actions import action, may, require
from maillage.records.clock import today
from maillage.records.versioned import take_version
from maillage.thread.actions.items import show_items
from maillage.thread.models import Item


class CycleFields(TypedDict, total=False):
    """What a cycle says; only the fields given are written."""

    title: str
    question: str
    audience: str


@action
def open_cycle(*, by: Reader, uid: str, space: Space, method: str, fields: CycleFields) -> Cycle:
    """By a method of `METHODS`, on its first phase. Sent twice, the first one comes back."""
    require(by, "concertation.open_cycle", space)
    done = Cycle.objects.filter(uid=uid).first()
    if done is not None:
        if not may(by, "concertation.organise_cycle", done):
            raise ValidationError("Ce formulaire a expiré : rechargez la page et recommencez.")
        return done
    plan = METHODS.get(method)
    if plan is None:
        raise ValidationError({"method": "Choisissez une méthode de la liste."})
    cycle = Cycle(uid=uid, space=space, method=plan.label, **{"audience": space.key, **fields})
    _settle(cycle)
    cycle.save()
    Phase.objects.bulk_create(
        Phase(
            cycle=cycle,
            kind=one.kind,
            title=one.title,
            question=one.question,
            rank=rank,
            is_current=rank == 0,
        )
        for rank, one in enumerate(plan.phases)
    )
    record(by=by, verb="ouvert", on=cycle, audience=cycle.audience)
    return cycle


def _settle(cycle: Cycle) -> None:
    if cycle.audience not in (PUBLIC, cycle.space.key):
        raise ValidationError({"audience": "Choisissez qui voit ce cycle."})
    if cycle.audience == PUBLIC and not cycle.space.is_public:
        raise ValidationError({"audience": "Cet espace est réservé : ses cycles ne sont que pour ses membres."})
    cycle.clean_fields(exclude={"uid"})


@action
def set_cycle(
    *, by: Reader, cycle: Cycle, seen: int, fields: CycleFields, phases: dict[str, tuple[str, str]]
) -> Cycle:
    """`phases`: title and question by kind, in the space's own words. Raises `ChangedMeanwhile`."""
    require(by, "concertation.organise_cycle", cycle)
    take_version(cycle, seen=seen)
    changes = changes_between(cycle, fields)
    before = cycle.audience
    for name, value in fields.items():
        setattr(cycle, name, value)
    _settle(cycle)
    cycle.save()
    for phase in cycle.phases.all():
        title, question = phases.get(phase.kind, (phase.title, phase.question))
        if (title, question) != (phase.title, phase.question):
            phase.title, phase.question = title, question
            phase.clean_fields()
            phase.save(update_fields=["title", "question"])
    if cycle.audience != before:
        _show_to(cycle, before)
    record(by=by, verb="réglé", on=cycle, audience=cycle.audience, changes=changes)
    return cycle


def _show_to(cycle: Cycle, before: str) -> None:
    """Steps that showed to the cycle's readers show to its new ones; what waits for the organisers stays theirs."""
    of_cycle = (
        Q(finding__cycle=cycle)
        | Q(avenue__cycle=cycle)
        | Q(recommendation__cycle=cycle)
        | Q(action__cycle=cycle)
        | Q(outcome__action__cycle=cycle)
        | Q(contradiction__one__cycle=cycle)
    )
    show_items(Item.objects.filter(of_cycle, space=cycle.space, audience=before), cycle.audience)


@action
def go_to_phase(*, by: Reader, cycle: Cycle, phase: Phase) -> Phase:
    """Forward or back: nothing prevents it (D1)."""
    require(by, "concertation.organise_cycle", cycle)
    if phase.cycle_id != cycle.pk:
        raise ValidationError("Cette phase n’est pas de ce cycle.")
    if Phase.objects.filter(cycle=cycle, is_current=True).exclude(pk=phase.pk).update(is_current=False):
        Phase.objects.filter(pk=phase.pk).update(is_current=True)
        phase.is_current = True
        record(by=by, verb=f"passé à « {phase.title} »", on=cycle, audience=cycle.audience)
    return phase


@action
def close_cycle(*, by: Reader, cycle: Cycle) -> Cycle:
    """Nothing more comes in; all stays readable, and actions go on."""
    require(by, "concertation.organise_cycle", cycle)
    if cycle.closed_on is None:
        cycle.closed_on = today()
        cycle.save(update_fields=["closed_on"])
        record(by=by, verb="clos", on=cycle, audience=cycle.audience)
    return cycle


@action
def reopen_cycle(*, by: Reader, cycle: Cycle) -> Cycle:
    require(by, "concertation.organise_cycle", cycle)
    if cycle.closed_on is not None:
        cycle.closed_on = None
        cycle.save(update_fields=["closed_on"])
        record(by=by, verb="rouvert", on=cycle, audience=cycle.audience)
    return cycle
