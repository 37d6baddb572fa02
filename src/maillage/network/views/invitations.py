"""Screen behind the personal link of an invitation: two large buttons, no account (B1)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from maillage.network.actions.requests import answer_invitation
from maillage.network.models import Membership
from maillage.records.actions import may
from maillage.records.requests import reader_of

Status = Membership.Status
VERBS = ("welcome", "decline")
SAID = {
    Status.MEMBER: "Votre réponse est notée : vous en êtes. Merci !",
    Status.OCCASIONAL: "Votre réponse est notée : vous venez à l’occasion. Merci !",
    Status.DECLINED: "Votre réponse est notée : pas cette fois. Merci de l’avoir dit !",
}
NO_LONGER = "Cette invitation n’est plus ouverte."


def invitation_by_link(request: HttpRequest, uid: str) -> HttpResponse:
    """A GET only shows. A space reserved to its members is not named here either (M2): a mailbox has many readers."""
    rows = Membership.objects.select_related("organisation", "person", "space")
    row = get_object_or_404(rows, uid=uid)
    if not may(reader_of(request), "network.answer_invitation", row):
        raise Http404
    if request.method == "POST":
        return _answered(request, row)
    context = {
        "row": row,
        "space": row.space if row.space.is_public else None,
        "is_open": row.awaits_answer,
        "answered": NO_LONGER if row.valid_to and row.status != Status.DECLINED else _said(row),
    }
    return render(request, "network/spaces/invitation.html", context)


def _said(row: Membership) -> str:
    return SAID.get(Status(row.status), NO_LONGER)


def _answered(request: HttpRequest, row: Membership) -> HttpResponse:
    """The page then says what was answered; a second click changes nothing."""
    verb = request.POST.get("verb", "")
    if verb not in VERBS:
        messages.error(request, "Choisissez une des deux réponses.")
    elif row.awaits_answer:
        try:
            answer_invitation(by=reader_of(request), membership=row, verb=verb)
        except ValidationError as refusal:
            messages.info(request, " ".join(refusal.messages))
    return redirect("network:invitation_by_link", row.uid)
