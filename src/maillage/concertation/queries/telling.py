"""Reads: who had said what an action answers, so that they hear what followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.concertation.models import Action, Finding, Intervention, Signal
from maillage.core.readers import Reader
from maillage.thread.queries.walk import walked


@dataclass(frozen=True, slots=True)
class Voice:
    """An address with what was said from there; anonymous voices cannot be written to."""

    email: str
    name: str
    said: Sequence[str]


def voices_behind(act: Action, reader: Reader) -> list[Voice]:
    """Who noted the findings that the action comes from, by their organisation or else themselves, and who noticed the
    signals and asked for what led to them, always themselves: an address once.

    About a restricted space people only: others may open the mailbox of an organisation (invariant 17).
    """
    before = [pk for pk, distance in walked(act.item_id, reader).items() if distance < 0]
    said: dict[str, list[str]] = defaultdict(list)
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for email, name, wording in (*_of_findings(act, before), *_of_the_field(before)):
        said[email].append(wording)
        names[email][name] = None
    return [Voice(email, ", ".join(names[email]), wordings) for email, wordings in said.items()]


def _of_findings(act: Action, items: Sequence[int]) -> Iterator[tuple[str, str, str]]:
    """Address, name and words."""
    findings = Finding.objects.filter(item__in=items).select_related("organisation", "author")
    for one in findings.order_by("pk"):
        if one.organisation is not None and one.organisation.email and act.cycle.space.is_public:
            yield one.organisation.email, one.organisation.name, one.wording
        elif one.author is not None and one.author.email:
            yield one.author.email, one.author.full_name, one.wording


def _of_the_field(items: Sequence[int]) -> Iterator[tuple[str, str, str]]:
    """Kept for the group whatever the space is: no mailbox that others open."""
    signals = Signal.objects.filter(item__in=items).select_related("author").order_by("pk")
    requests = Intervention.objects.filter(item__in=items).select_related("author").order_by("pk")
    said = [(one.author, one.text) for one in signals] + [(one.author, one.title) for one in requests]
    for author, words in said:
        if author is not None and author.email:
            yield author.email, author.full_name, words
