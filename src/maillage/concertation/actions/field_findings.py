"""Writes: what the field signals or asks becomes a finding of a cycle; the thread then runs from the one to the other."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from maillage.concertation.actions.findings import FindingFields, Subjects, note_finding
from maillage.concertation.models import Cycle, Finding
from maillage.core.readers import Reader
from maillage.records.actions import action, require
from maillage.thread.actions.links import tie
from maillage.thread.models import Item, Link

SOURCES = ("signal", "request")
"""Kinds of steps that a finding may come of here."""


@action
def make_finding_of(
    *, by: Reader, uid: str, cycle: Cycle, sources: Sequence[Item], fields: FindingFields, subjects: Subjects
) -> Finding:
    """By an organiser, in an open cycle of the same space. Sent twice, the first one comes back."""
    require(by, "concertation.organise_cycle", cycle)
    inside = [one for one in sources if one.space_id == cycle.space_id and one.kind in SOURCES and one.title]
    if not inside or len(inside) < len(sources):
        raise ValidationError("Un constat vient d’ici de signaux et de demandes du même espace.")
    finding = note_finding(by=by, uid=uid, cycle=cycle, fields=fields, subjects=subjects)
    tie(by=by, sources=inside, target=finding.item, relation=Link.Relation.LED_TO)
    return finding
