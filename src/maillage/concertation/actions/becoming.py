"""Writes: an avenue or a recommendation becomes an action, without anything typed again (D12, invariant 4)."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from maillage.concertation.models import Action, Avenue, Recommendation
from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.records.actions import action, require
from maillage.thread.actions.items import move_item, start_item
from maillage.thread.actions.links import tie
from maillage.thread.models import Link

ACTION = "action"
"""Of the items of the thread."""
BECAME = "devenue action"


@action
def turn_into_action(*, by: Reader, uid: str, source: Avenue | Recommendation) -> Action:
    """The action says what the source said. Twice, or by two people at once, is once."""
    require(by, "concertation.edit_avenue", source)
    if isinstance(source, Avenue) and source.dropped_because:
        raise ValidationError("Cette piste est abandonnée.")
    if isinstance(source, Recommendation) and not source.stands:
        raise ValidationError("Cette recommandation est abandonnée.")
    type(source)._default_manager.select_for_update().only("pk").get(pk=source.pk)
    became = Link.objects.filter(source=source.item, relation=Link.Relation.BECAME, valid_to__isnull=True)
    done = Action.objects.filter(item__in=became.values("target")).first()
    if done is not None:
        return done
    made = Action(cycle=source.cycle, title=source.title, detail=source.detail)
    made.item = start_item(
        kind=ACTION,
        uid=uid,
        space=source.cycle.space,
        fields={
            "title": made.title,
            "state": str(made.get_status_display()),
            "audience": source.cycle.audience,
            "awaits": True,
        },
    )
    made.save()
    tie(by=by, sources=[source.item], target=made.item, relation=Link.Relation.BECAME)
    if isinstance(source, Avenue):
        move_item(source.item, {"state": BECAME, "awaits": False})
    record(by=by, verb="proposée", on=made, audience=made.item.audience)
    return made
