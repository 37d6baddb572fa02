"""Writes: two findings are marked contradictory, which makes a step to discuss; what came of the discussion (D7)."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from maillage.concertation.models import Contradiction, Finding
from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.records.actions import action, require
from maillage.records.clock import today
from maillage.thread.actions.items import move_item, start_item
from maillage.thread.actions.links import tie
from maillage.thread.models import Link

CONTRADICTION = "contradict"
"""Of the items of the thread."""


@action
def mark_contradiction(*, by: Reader, uid: str, one: Finding, other: Finding, question: str) -> Contradiction:
    """The order of the two does not matter; marked twice, the first one comes back."""
    cycle = one.cycle
    require(by, "concertation.organise_cycle", cycle)
    if one.pk == other.pk or other.cycle_id != cycle.pk:
        raise ValidationError({"other": "Choisissez un autre constat du même cycle."})
    first, second = sorted((one, other), key=lambda finding: finding.pk)
    known = Contradiction.objects.filter(one=first, other=second).first()
    if known is not None:
        return known
    made = Contradiction(one=first, other=second, question=" ".join(question.split()))
    made.clean_fields(exclude={"item", "one", "other"})
    made.item = start_item(
        kind=CONTRADICTION,
        uid=uid,
        space=cycle.space,
        fields={"title": made.question, "state": "à discuter", "audience": cycle.audience, "awaits": True},
    )
    made.save()
    tie(by=by, sources=[one.item, other.item], target=made.item, relation=Link.Relation.DISCUSSED)
    record(by=by, verb="marquée", on=made, audience=cycle.audience)
    return made


@action
def settle_contradiction(*, by: Reader, contradiction: Contradiction, outcome: str) -> Contradiction:
    """It was discussed: what came of it, in words; both findings stay."""
    cycle = contradiction.one.cycle
    require(by, "concertation.organise_cycle", cycle)
    outcome = outcome.strip()
    if not outcome:
        raise ValidationError({"outcome": "Dites ce qui est sorti de la discussion."})
    contradiction.outcome, contradiction.settled_on = outcome, today()
    contradiction.clean_fields(exclude={"item"})
    contradiction.save(update_fields=["outcome", "settled_on"])
    move_item(contradiction.item, {"state": "discutée", "awaits": False})
    record(by=by, verb="discutée", on=contradiction, audience=contradiction.item.audience)
    return contradiction
