"""What the screens of consultations share: finding the consultation, or not; who votes from this browser."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from maillage.accounts.link_cookie import link_in_hand
from maillage.concertation.actions.votes import entry_of, entry_of_person
from maillage.concertation.models import Consultation
from maillage.concertation.queries.consultations import consultation_for, consultation_to_vote_on
from maillage.concertation.rules import VOTE
from maillage.concertation.views.doors import View, found_by
from maillage.core.readers import Reader, link_key
from maillage.records.identity import new_uid
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in

COOKIE = "maillage_vote"
SALT = "maillage.concertation.vote"
KEPT = dt.timedelta(days=180)
PLACE = "/consultations/"
MOST_CODES = 20


@dataclass(frozen=True, slots=True)
class Browser:
    """What the cookie says: the uid of this browser, the consultations that it entered by their code."""

    uid: str = ""
    entered: tuple[str, ...] = ()


def browser_of(request: HttpRequest) -> Browser:
    """Nothing when the cookie is not ours."""
    value = request.COOKIES.get(COOKIE, "")
    try:
        uid, entered = signing.loads(value, salt=SALT, max_age=KEPT) if value else ("", [])
    except (signing.BadSignature, ValueError, TypeError):
        return Browser()
    return Browser(str(uid), tuple(str(one) for one in entered))


def remember(response: HttpResponse, browser: Browser, *, entered: str = "") -> None:
    """Under the consultations only, out of reach of scripts."""
    codes = tuple(dict.fromkeys((*browser.entered, entered) if entered else browser.entered))[-MOST_CODES:]
    response.set_cookie(
        COOKIE,
        signing.dumps((browser.uid or new_uid(), codes), salt=SALT),
        max_age=KEPT,
        path=PLACE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def voter_of(request: HttpRequest, uid: str) -> Reader:
    """The reader, with what the code gave."""
    reader = reader_of(request)
    return reader.with_keys({link_key(VOTE, uid)}) if uid in browser_of(request).entered else reader


@dataclass(frozen=True, slots=True)
class Voter:
    """Who votes: the reader with the keys of a code, and what the participant is known by; empty before the first cookie."""

    reader: Reader
    entry: str


def voter(request: HttpRequest, consultation: Consultation) -> Voter:
    reader = voter_of(request, consultation.uid)
    link = None if reader.uid else link_in_hand(request, purpose=VOTE, subject_uid=consultation.uid)
    if link is not None and link.email:
        return Voter(reader, entry_of_person(link.email, consultation))
    return Voter(reader, entry_of(reader_of(request), consultation, browser_of(request).uid))


of_consultation = found_by(consultation_for)


def of_organised_consultation(view: View) -> View:
    """The same, for pages that only the organisers have."""

    @wraps(view)
    def let_organisers_in(request: HttpRequest, consultation: Consultation, **kwargs: Any) -> HttpResponse:
        let_in(request, "concertation.organise_consultation", consultation)
        return view(request, consultation, **kwargs)

    return of_consultation(let_organisers_in)


def of_vote(view: View) -> View:
    """The same, for those who vote: by a code or a link too."""

    @wraps(view)
    def found(request: HttpRequest, uid: str, **kwargs: Any) -> HttpResponse:
        as_voter = found_by(lambda _reader, asked: consultation_to_vote_on(voter_of(request, asked), asked))
        return as_voter(view)(request, uid, **kwargs)

    return found


def consultation_url(consultation: Consultation) -> str:
    return reverse("concertation:consultation", args=[consultation.address])


def voting_url(consultation: Consultation) -> str:
    return reverse("concertation:voting", args=[consultation.address])


def crumbs_of_consultation(consultation: Consultation) -> tuple[str, ...]:
    """From the space to the results."""
    space = consultation.space
    here = consultation_url(consultation)
    return (space.name, reverse("network:space", args=[space.address]), consultation.title, here)
