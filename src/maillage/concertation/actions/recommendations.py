"""Writes: recommendations are proposed, reworded, adopted or dropped (D10, G3, invariant 4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from django.core.exceptions import ValidationError

from maillage.concertation.models import Cycle, Finding, Recommendation
from maillage.concertation.states import RECOMMENDATION
from maillage.core.readers import Reader
from maillage.journal.actions import Change, changes_between, record
from maillage.records.actions import action, may, require
from maillage.records.versioned import take_version
from maillage.thread.actions.items import move_item, start_item
from maillage.thread.actions.links import tie, untie
from maillage.thread.models import Item, Link
from maillage.vocabulary.models import Scheme, Term

KIND = "recommend"
"""Of the items of the thread."""


class RecommendationFields(TypedDict, total=False):
    """What a recommendation says; only the fields given are written."""

    title: str
    detail: str
    addressee: str
    scope: str


@action
def propose_recommendation(
    *,
    by: Reader,
    uid: str,
    cycle: Cycle,
    findings: Sequence[Finding],
    objectives: Sequence[Term],
    fields: RecommendationFields,
) -> Recommendation:
    """From at least one finding that stands, towards at least one objective. Sent twice, the first one comes back."""
    require(by, "concertation.take_part", cycle)
    done = Recommendation.objects.filter(item__uid=uid).first()
    if done is not None:
        if not may(by, "concertation.take_part", done.cycle):
            raise ValidationError("Ce formulaire a expiré : rechargez la page et recommencez.")
        return done
    standing, served = _grounds(cycle, findings), _objectives(objectives)
    made = Recommendation(cycle=cycle, **fields)
    made.title = " ".join(made.title.split())
    made.clean_fields(exclude={"item"})
    made.item = start_item(
        kind=KIND,
        uid=uid,
        space=cycle.space,
        fields={
            "title": made.title,
            "state": str(made.get_status_display()),
            "audience": cycle.audience,
            "awaits": True,
        },
    )
    made.save()
    made.objectives.set(served)
    tie(by=by, sources=[one.item for one in standing], target=made.item, relation=Link.Relation.LED_TO)
    record(by=by, verb="proposée", on=made, audience=cycle.audience)
    return made


def _grounds(cycle: Cycle, findings: Sequence[Finding]) -> list[Finding]:
    standing = [one for one in findings if one.cycle_id == cycle.pk and one.is_in_common]
    if not standing:
        raise ValidationError({"findings": "Choisissez au moins un constat d’où vient la recommandation."})
    return standing


def _objectives(objectives: Sequence[Term]) -> list[Term]:
    served = [one for one in objectives if one.scheme.kind == Scheme.Kind.FRAMEWORK]
    if not served:
        raise ValidationError({"objectives": "Choisissez au moins un objectif que la recommandation sert."})
    return served


@action
def edit_recommendation(
    *,
    by: Reader,
    recommendation: Recommendation,
    seen: int,
    findings: Sequence[Finding],
    objectives: Sequence[Term],
    fields: RecommendationFields,
) -> Recommendation:
    """Raises `ChangedMeanwhile`. What was adopted is put back in discussion first: its words are those adopted."""
    require(by, "concertation.edit_recommendation", recommendation)
    take_version(recommendation, seen=seen)
    if recommendation.status == Recommendation.Status.ADOPTED:
        raise ValidationError("Cette recommandation est adoptée : remettez-la d’abord en discussion.")
    standing, served = _grounds(recommendation.cycle, findings), _objectives(objectives)
    changes = [*changes_between(recommendation, fields), *_new_objectives(recommendation, served)]
    for name, value in fields.items():
        setattr(recommendation, name, value)
    recommendation.title = " ".join(recommendation.title.split())
    recommendation.clean_fields(exclude={"item"})
    recommendation.save()
    recommendation.objectives.set(served)
    _ground_on(by, recommendation.item, [one.item for one in standing])
    move_item(recommendation.item, {"title": recommendation.title})
    if changes:
        audience = recommendation.item.audience
        record(by=by, verb="reformulée", on=recommendation, audience=audience, changes=changes)
    return recommendation


def _new_objectives(recommendation: Recommendation, served: Sequence[Term]) -> list[Change]:
    before = sorted(one.name for one in recommendation.objectives.all())
    after = sorted(one.name for one in served)
    return (
        []
        if before == after
        else [Change("objectives", "objectifs servis", ", ".join(before), ", ".join(after))]
    )


def _ground_on(by: Reader, item: Item, sources: Sequence[Item]) -> None:
    """Ties what is new, unties what is no longer said; what the reader does not see stays as it is."""
    kept = {one.pk for one in sources}
    former = Item.objects.visible_to(by).filter(
        leads_to__target=item, leads_to__relation=Link.Relation.LED_TO, leads_to__valid_to__isnull=True
    )
    for one in former.filter(kind="finding").exclude(pk__in=kept):
        untie(source=one, target=item, relation=Link.Relation.LED_TO)
    tie(by=by, sources=sources, target=item, relation=Link.Relation.LED_TO)


@action
def move_recommendation(
    *, by: Reader, recommendation: Recommendation, verb: str, reason: str = ""
) -> Recommendation:
    """A verb of `states.RECOMMENDATION`. Raises `TransitionRefused`; dropping says why."""
    require(by, "concertation.edit_recommendation", recommendation)
    step = RECOMMENDATION.take(verb, state=recommendation.status)
    reason = " ".join(reason.split())
    if step.reason_needed and not reason:
        raise ValidationError({"reason": "Dites pourquoi : ceux qui la soutiennent le liront."})
    recommendation.status, recommendation.status_reason = step.target, reason
    recommendation.clean_fields(exclude={"item"})
    recommendation.save(update_fields=["status", "status_reason"])
    state = str(recommendation.get_status_display())
    move_item(recommendation.item, {"state": state, "awaits": recommendation.stands})
    record(by=by, verb=state, on=recommendation, audience=recommendation.item.audience)
    return recommendation
