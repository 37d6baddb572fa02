"""Writes: what somebody said, word for word, with their agreement; withdrawn, it is gone everywhere (D4)."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from maillage.concertation.models import Finding, Verbatim
from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.records.actions import action, require
from maillage.records.clock import today


@action
def note_verbatim(
    *, by: Reader, finding: Finding, text: str, consent: str, meaning: str = "", language: str = ""
) -> Verbatim:
    """`consent`: how the person agreed. The journal says that something was noted, never what."""
    require(by, "concertation.take_part", finding.cycle)
    if not consent.strip():
        raise ValidationError({"consent": "Dites comment la personne a donné son accord."})
    made = Verbatim(
        finding=finding, text=text.strip(), meaning=meaning.strip(), consent=consent.strip(), language=language
    )
    made.clean_fields()
    made.save()
    record(by=by, verb="parole notée", on=finding, audience=finding.item.audience)
    return made


@action
def withdraw_verbatim(*, by: Reader, verbatim: Verbatim) -> Verbatim:
    """The words go at once, with what was made of them; that there were some, and that they were withdrawn, stays."""
    require(by, "concertation.take_part", verbatim.finding.cycle)
    if verbatim.withdrawn_on is None:
        verbatim.text = verbatim.meaning = ""
        verbatim.withdrawn_on = today()
        verbatim.save(update_fields=["text", "meaning", "withdrawn_on"])
        finding = verbatim.finding
        record(by=by, verb="parole retirée", on=finding, audience=finding.item.audience)
    return verbatim
