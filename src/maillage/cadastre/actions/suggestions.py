"""Writes: proposing a correction, deciding each of its fields, thanking, forgetting who proposed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse

from maillage.cadastre.actions.offers import OfferFields, edit_offer, end_offer, history_audience
from maillage.cadastre.actions.sessions import edit_session, say_places
from maillage.cadastre.models import Offer, OfferSession, Places, SuggestedChange, Suggestion
from maillage.cadastre.queries.offers import details_of
from maillage.cadastre.queries.suggestions import FREE, is_direct
from maillage.core.folding import fold
from maillage.core.hours import read_hours
from maillage.core.readers import COORDINATORS, Reader
from maillage.journal.actions import record
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import write_letter
from maillage.records.actions import action, require
from maillage.records.clock import now, today
from maillage.records.identity import new_uid

Part = SuggestedChange.Part
Decision = SuggestedChange.Decision
MOST_WAITING = 20
"""Of one offer; more is no help to whoever keeps it."""
KEPT_AFTER = dt.timedelta(days=365)
KEPT_UNDECIDED = dt.timedelta(days=730)


@action
def suggest_correction(
    *,
    by: Reader,
    offer: Offer,
    differences: Mapping[str, tuple[str, str]],
    name: str = "",
    email: str = "",
    uid: str = "",
) -> Suggestion:
    """Anyone who sees the offer may propose; nothing of the offer changes. `differences`: part → before and after.

    Raises `ValidationError` without any difference, or when too many wait already.
    """
    if not differences:
        raise ValidationError("Changez au moins un champ, ou laissez une remarque.")
    if offer.suggestions.filter(decided_at__isnull=True).count() >= MOST_WAITING:
        raise ValidationError(
            "Beaucoup de corrections attendent déjà pour cette offre : merci, elle va être relue. Revenez plus tard."
        )
    made = Suggestion.objects.create(uid=uid or new_uid(), offer=offer, name=name, email=email.strip().lower())
    SuggestedChange.objects.bulk_create(
        SuggestedChange(suggestion=made, part=part, before=before, after=after)
        for part, (before, after) in differences.items()
    )
    parts = ", ".join(str(Part(part).label) for part in differences)
    record(by=by, verb="correction proposée", on=offer, audience=history_audience(offer), note=parts)
    return made


@action
def accept_change(
    *, by: Reader, change: SuggestedChange, seen: int, corrected: bool = False
) -> SuggestedChange:
    """Takes a proposal over: writes it when it can be as it is. `corrected`: somebody did it in the form already.

    `seen` is the version of the offer that was looked at. Raises `ChangedMeanwhile`, `ValidationError`. One that was
    decided already stays as it was decided.
    """
    offer = change.suggestion.offer
    require(by, "cadastre.edit_offer", offer)
    if not _decide(by, change, Decision.ACCEPTED):
        return change
    if not corrected:
        _write(by, change, offer, seen)
    _close(by, change, "correction reprise")
    return change


@action
def refuse_change(*, by: Reader, change: SuggestedChange, word: str = "") -> SuggestedChange:
    """Leaves the offer as it is; `word` goes to whoever proposed, with the thanks."""
    require(by, "cadastre.edit_offer", change.suggestion.offer)
    if _decide(by, change, Decision.REFUSED, word.strip()[:200]):
        _close(by, change, "correction pas reprise")
    return change


def forget_suggesters(moment: dt.datetime) -> int:
    """Names and addresses, 12 months after the decision; 24 months after the proposal when nobody ever decided."""
    old = Q(decided_at__lt=moment - KEPT_AFTER) | Q(
        decided_at__isnull=True, made_at__lt=moment - KEPT_UNDECIDED
    )
    known = Suggestion.objects.filter(old).exclude(name="", email="")
    return known.update(name="", email="")


def _decide(by: Reader, change: SuggestedChange, decision: Decision, word: str = "") -> bool:
    """The UPDATE decides between two people who decide at once."""
    waiting = SuggestedChange.objects.filter(pk=change.pk, decision=Decision.WAITING)
    moved = waiting.update(decision=decision, word=word, decided_at=now(), decided_by=by.label[:200])
    change.refresh_from_db(fields=["decision", "word", "decided_at", "decided_by"])
    return bool(moved)


def _write(by: Reader, change: SuggestedChange, offer: Offer, seen: int) -> None:
    after, part = change.after, change.part
    if part in {Part.HOURS, Part.PLACES, Part.PLACE}:
        _write_session(by, change, offer)
    elif part == Part.PRICE:
        free = fold(after) in {FREE, "gratuite"}
        paid = False if after else None
        fields: OfferFields = {"free": True if free else paid, "price": "" if free else after}
        edit_offer(by=by, offer=offer, seen=seen, fields=fields)
    elif part == Part.TITLE:
        edit_offer(by=by, offer=offer, seen=seen, fields={"title": after})
    elif part == Part.TEXT:
        edit_offer(by=by, offer=offer, seen=seen, fields={"text": after})
    elif part == Part.PHONE:
        edit_offer(by=by, offer=offer, seen=seen, fields={"phone": after})
    elif part == Part.EMAIL:
        edit_offer(by=by, offer=offer, seen=seen, fields={"email": after})
    elif part == Part.GONE:
        end_offer(by=by, offer=offer, last_day=today())


def _write_session(by: Reader, change: SuggestedChange, offer: Offer) -> None:
    sessions = details_of(offer, today()).sessions
    if not is_direct(change, sessions):
        raise ValidationError("Cette proposition ne se reprend pas telle quelle : ouvrez le formulaire.")
    session: OfferSession = sessions[0].session
    if change.part == Part.PLACES:
        state = dict(zip(Places.State.labels, Places.State.values, strict=True))[change.after]
        say_places(by=by, session=session, state=state)
    else:
        edit_session(
            by=by, session=session, seen=session.version, fields={}, slots=list(read_hours(change.after))
        )


def _close(by: Reader, change: SuggestedChange, verb: str) -> None:
    """The journal names the field and the word, not what a stranger wrote; the last field decided sends the thanks."""
    suggestion = change.suggestion
    said = "\N{NO-BREAK SPACE}: ".join(filter(None, [str(change.get_part_display()), change.word]))
    audience = history_audience(suggestion.offer)
    record(by=by, verb=verb, on=suggestion.offer, audience=audience, note=said)
    if suggestion.changes.filter(decision=Decision.WAITING).exists():
        return
    closed = Suggestion.objects.filter(pk=suggestion.pk, decided_at__isnull=True).update(decided_at=now())
    if closed and suggestion.email:
        _thank(by, suggestion)


def _thank(by: Reader, suggestion: Suggestion) -> None:
    offer = suggestion.offer
    context = {
        "offer": offer,
        "name": suggestion.name,
        "changes": list(suggestion.changes.all()),
        "page": reverse("cadastre:offer", args=[offer.address]),
    }
    queue_message(
        by=by,
        to=suggestion.email,
        to_name=suggestion.name,
        reply_to=offer.organisation.email,
        letter=write_letter("cadastre/suggestions/thanks", context),
        purpose="suggestion_thanks",
        key=f"suggestion:{suggestion.uid}:thanks",
        about=suggestion,
        audience=COORDINATORS,
    )
