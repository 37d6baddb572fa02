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
    """The organisations, or else the people, that noted the findings which the action comes from: an address once.

    About a restricted space people only: others may open the mailbox of an organisation (invariant 17).
    """
    before = [pk for pk, distance in walked(act.item_id, reader).items() if distance < 0]
    findings = Finding.objects.filter(item__in=before).select_related("organisation", "author").order_by("pk")
    said: dict[str, list[str]] = defaultdict(list)
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for one in findings:
        if one.organisation is not None and one.organisation.email and act.cycle.space.is_public:
            email, name = one.organisation.email, one.organisation.name
        elif one.author is not None and one.author.email:
            email, name = one.author.email, one.author.full_name
        else:
            continue
        said[email].append(one.wording)
        names[email][name] = None
    return [Voice(email, ", ".join(names[email]), wordings) for email, wordings in said.items()]
