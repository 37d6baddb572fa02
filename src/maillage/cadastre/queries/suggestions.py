"""Corrections that wait: of an offer, of an operator, of all those one keeps; what a page says, to propose against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from maillage.cadastre.models import Offer, Places, SuggestedChange, Suggestion
from maillage.cadastre.models.suggestions import OWNER_HAS
from maillage.cadastre.queries.offers import Details, SessionShown
from maillage.core.hours import UnreadHours, read_hours
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, Reader, works_key
from maillage.records.clock import now

Part = SuggestedChange.Part
DIRECT = frozenset({Part.TITLE, Part.TEXT, Part.PHONE, Part.EMAIL, Part.PRICE, Part.GONE, Part.REMARK})
"""Parts that are taken over as they are, whatever the offer looks like."""
FREE = "gratuit"


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """`now` is what the page says today, when that is no longer what the suggester saw. `direct`: one button takes it over;
    otherwise a form opens with the proposal beside it."""

    change: SuggestedChange
    now: str
    direct: bool

    @property
    def waits(self) -> bool:
        return self.change.decision == SuggestedChange.Decision.WAITING


def said_by(details: Details) -> dict[str, str]:
    """What the page of an offer says of each part, in words; parts that nobody said anything of are empty."""
    offer = details.offer
    return {
        Part.TITLE: offer.title,
        Part.TEXT: offer.text,
        Part.HOURS: "\n".join(dict.fromkeys(one.hours for one in details.sessions if one.hours)),
        Part.PLACE: "\n".join(dict.fromkeys(_place(one) for one in details.sessions if one.site)),
        Part.PLACES: _places(details.sessions),
        Part.PHONE: details.phone,
        Part.EMAIL: details.email,
        Part.PRICE: FREE if offer.free else offer.price,
        Part.GONE: "",
        Part.REMARK: "",
    }


def differences(said: Mapping[str, str], proposed: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Part → before and after, for the parts proposed otherwise than they were said; spaces at line ends do not count."""
    found = {}
    for part, after in proposed.items():
        before = said.get(part, "")
        if _plain(before) != _plain(after):
            found[part] = (before, after.strip())
    return found


def shown_changes(suggestion: Suggestion, details: Details) -> list[ChangeShown]:
    said = said_by(details)
    return [
        ChangeShown(
            change=change,
            now="" if _plain(said[change.part]) == _plain(change.before) else said[change.part],
            direct=is_direct(change, details.sessions),
        )
        for change in suggestion.changes.all()
    ]


def is_direct(change: SuggestedChange, sessions: Sequence[SessionShown]) -> bool:
    """Hours and places need the one session they are about, and hours that are understood; a place is never guessed."""
    if change.part == Part.TITLE and not change.after:
        return False
    if change.part in DIRECT:
        return True
    if len(sessions) != 1:
        return False
    if change.part == Part.PLACES:
        return change.after in Places.State.labels
    return change.part == Part.HOURS and bool(change.after) and _understood(change.after)


def suggestion_for(offer: Offer, uid: str) -> Suggestion | None:
    found = offer.suggestions.prefetch_related("changes").filter(uid=uid).first()
    if found is not None:
        found.offer = offer
    return found


def waiting_of(offer: Offer) -> list[Suggestion]:
    """Those of one offer that still wait for a decision, oldest first. Two queries."""
    return list(offer.suggestions.filter(decided_at__isnull=True).prefetch_related("changes"))


def counts_waiting(offers: Collection[Offer]) -> dict[int, int]:
    """How many wait, by offer; offers without any are left out. One query."""
    rows = Suggestion.objects.filter(decided_at__isnull=True, offer__in=offers).order_by().values("offer")
    return {row["offer"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def suggestions_kept_by(reader: Reader) -> QuerySet[Suggestion]:
    """Those that this reader may decide: all of them for who coordinates, else those of one's own organisations."""
    seen = Suggestion.objects.filter(offer__in=Offer.objects.visible_to(reader))
    if not reader.has(COORDINATORS, ADMINISTRATORS):
        seen = seen.filter(own(reader))
    return seen.select_related("offer__organisation").prefetch_related("changes")


def own(reader: Reader) -> Q:
    """As `works_there`: one's organisation, the services inside it, the sheets that it keeps."""
    prefix = works_key("")
    worked = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    near = ("", "__part_of", "__kept_by")
    found = Q(pk__in=[])
    for one in near:
        found |= Q(**{f"offer__organisation{one}__uid__in": worked})
    return found


def overdue(moment: dt.datetime | None = None) -> Q:
    """Not decided, and proposed more than 14 days ago."""
    return Q(decided_at__isnull=True, made_at__lt=(moment or now()) - OWNER_HAS)


def _place(shown: SessionShown) -> str:
    site = shown.site
    if site is None:
        return ""
    return ", ".join(part for part in (site.name, site.one_line) if part)


def _places(sessions: Sequence[SessionShown]) -> str:
    """Only when there is one session: several say each their own."""
    if len(sessions) != 1 or sessions[0].places is None:
        return ""
    return str(Places.State(sessions[0].places.state).label)


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").strip().split("\n"))


def _understood(text: str) -> bool:
    try:
        return bool(read_hours(text))
    except UnreadHours:
        return False
