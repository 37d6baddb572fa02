"""Reads: who had said what an action answers, so that they hear what followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from maillage.concertation.models import Action, Finding
from maillage.core.readers import Reader
from maillage.thread.queries.walk import walked


@dataclass(frozen=True, slots=True)
class Voice:
    """An address with what was said from there; anonymous voices cannot be written to."""

    email: str
    name: str
    said: Sequence[str]


def voices_behind(act: Action, reader: Reader) -> list[Voice]:
    """The organisations, or else the people, that noted the findings which the action comes from, each once."""
    before = [pk for pk, distance in walked(act.item_id, reader).items() if distance < 0]
    findings = Finding.objects.filter(item__in=before).select_related("organisation", "author").order_by("pk")
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in findings:
        if one.organisation is not None and one.organisation.email:
            said[one.organisation.email, one.organisation.name].append(one.wording)
        elif one.author is not None and one.author.email:
            said[one.author.email, one.author.full_name].append(one.wording)
    return [Voice(email, name, wordings) for (email, name), wordings in said.items()]
