"""Screens of a phone in a meeting: typing the code, noting findings, correcting one's own; without an account (D2)."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.concertation.actions import findings as actions
from maillage.concertation.forms.findings import CorrectEntryForm, EntryForm
from maillage.concertation.models import EntryCode, Finding
from maillage.concertation.queries.cycles import usable_code
from maillage.concertation.queries.findings import noted_here
from maillage.concertation.rules import ENTRY
from maillage.core.readers import Reader, link_key
from maillage.records.actions import may
from maillage.records.identity import new_uid
from maillage.records.requests import reader_of
from maillage.ui.allowance import Allowance
from maillage.ui.errors import too_many
from maillage.ui.writing import FormPage, answer, posted

COOKIE = "maillage_seance"
SALT = "maillage.concertation.entry"
KEPT = dt.timedelta(days=15)
FROM_ONE_PLACE = Allowance(per_minute=600)
"""A whole room writes from one address."""
GUESSES = Allowance(per_minute=60)
"""Codes that do not exist, asked from one address: 20^6 codes are not guessed at that pace."""


def find_entry(request: HttpRequest) -> HttpResponse:
    """`/seance/`: the code, typed."""
    typed = request.GET.get("code", "")
    if not typed.strip():
        return render(request, "concertation/entry/find_entry.html", {"typed": ""})
    if wait := GUESSES.wait_of(request):
        return too_many(request, wait_seconds=wait)
    found = usable_code(typed)
    if found is None:
        return render(request, "concertation/entry/find_entry.html", {"typed": typed[:20], "unknown": True})
    return redirect("concertation:entry", found.code)


def entry(request: HttpRequest, code: str) -> HttpResponse:
    """`/seance/<code>/`: the form, and what this phone noted. What comes in twice is noted once."""
    found = _code_or_none(code)
    if found is None:
        if wait := GUESSES.wait_of(request):
            return too_many(request, wait_seconds=wait)
        return render(
            request, "concertation/entry/find_entry.html", {"typed": code[:20], "unknown": True}, status=404
        )
    if not may(reader_of(request), "concertation.note_by_code", found):
        return render(
            request, "concertation/entry/closed.html", {"code": found, "cycle": found.cycle}, status=410
        )
    if request.method == "POST" and (wait := FROM_ONE_PLACE.wait_of(request)):
        return too_many(request, wait_seconds=wait)
    mine = _entry_of(request) or new_uid()
    own = noted_here(mine, found)
    form = EntryForm(posted(request), code=found, initial=_as_before(own))
    if request.method == "POST" and form.is_valid() and _note(request, found, form, mine):
        messages.success(request, "C’est noté. Merci !")
        return _remember(redirect("concertation:entry", found.code), mine)
    context = {
        "code": found,
        "cycle": found.cycle,
        "phase": next((one for one in found.cycle.phases.all() if one.kind == "see"), None),
        "form": form,
        "own": own,
        "is_late": not found.cycle.phases.filter(kind="see", is_current=True).exists(),
    }
    shown = render(request, "concertation/entry/entry.html", context, status=422 if form.errors else 200)
    return _remember(shown, mine)


def _note(request: HttpRequest, code: EntryCode, form: EntryForm, mine: str) -> bool:
    """False when the uid of the form has served already, for somebody else or for what was taken back since.

    The form then carries a fresh one: what was typed is still there, and sending it again notes it.
    """
    for first_time in (True, False):
        try:
            actions.note_by_code(
                by=_reader(request, mine),
                uid=form.cleaned_data["uid"],
                code=code,
                entry=mine,
                fields=form.finding_fields(),
            )
        except ValidationError as refused:
            form.add_error(None, refused.messages)
            break
        except IntegrityError:
            if first_time:
                continue  # the same finding, sent at the same moment: the second time it is found
            form.add_error(None, "Ce formulaire a déjà servi : relisez votre constat et envoyez-le de nouveau.")
        else:
            return True
    again = request.POST.copy()
    again["uid"] = new_uid()
    form.data = again
    return False


def _as_before(own: list[Finding]) -> dict[str, object]:
    """The sector and the table stay those of the last one."""
    return {"actor": own[0].actor_id, "table": own[0].table} if own else {}


def _code_or_none(typed: str) -> EntryCode | None:
    return usable_code(typed)


def _entry_of(request: HttpRequest) -> str:
    """The uid of this browser, when the cookie is ours."""
    value = request.COOKIES.get(COOKIE, "")
    try:
        found = signing.loads(value, salt=SALT, max_age=KEPT) if value else ""
    except signing.BadSignature:
        return ""
    return found if isinstance(found, str) else ""


def _remember(response: HttpResponse, mine: str) -> HttpResponse:
    """From the first look on, before anything is sent: an answer that is lost on the way leaves the browser known."""
    response.set_cookie(
        COOKIE,
        signing.dumps(mine, salt=SALT),
        max_age=KEPT,
        path=reverse("concertation:find_entry"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _reader(request: HttpRequest, mine: str) -> Reader:
    return reader_of(request).with_keys({link_key(ENTRY, mine)}) if mine else reader_of(request)


def _own(request: HttpRequest, code: str, uid: str) -> tuple[EntryCode, Finding, Reader]:
    found, mine = _code_or_none(code), _entry_of(request)
    finding = next((one for one in noted_here(mine, found) if one.item.uid == uid), None) if found else None
    if found is None or finding is None:
        raise Http404
    reader = _reader(request, mine)
    if not found.is_usable or not may(reader, "concertation.edit_finding", finding):
        raise Http404
    return found, finding, reader


def correct_entry(request: HttpRequest, code: str, uid: str) -> HttpResponse:
    """One's own, while the code is open and nobody has taken it up."""
    found, finding, reader = _own(request, code, uid)
    form = CorrectEntryForm(posted(request), finding=finding)
    back = reverse("concertation:entry", args=[found.code])
    screen = FormPage(
        title="Corriger",
        done="C’est corrigé.",
        back=back,
        about=found.cycle.title,
        crumbs=(found.cycle.title, back),
        submit="Enregistrer",
    )

    def write() -> None:
        said = form.cleaned_data
        actions.correct_finding(
            by=reader,
            finding=finding,
            seen=said["version"],
            fields={"kind": said["kind"], "wording": said["wording"]},
        )

    return answer(request, screen, form, write, row=finding)


@require_POST
def withdraw_entry(request: HttpRequest, code: str, uid: str) -> HttpResponse:
    """One's own: it goes without a trace, nobody has read it yet but the organisers."""
    found, finding, reader = _own(request, code, uid)
    try:
        actions.withdraw_finding(by=reader, finding=finding)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "C’est retiré.")
    return redirect("concertation:entry", found.code)
