"""« Courrier »: every message that left or waits, to be read, copied, sent again."""

from __future__ import annotations

import re
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, Reader
from maillage.mailing.actions import mark_address_in_error, mark_copied, send_again
from maillage.mailing.forms import InErrorForm
from maillage.mailing.listing import OUTBOX
from maillage.mailing.models import Message
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.listing import listing_response


def _reader(request: HttpRequest) -> Reader:
    """Who may open « Courrier »: the people of the network; anyone in a demonstration."""
    reader = reader_of(request)
    if not settings.DEMO and not reader.has(MEMBERS, COORDINATORS, ADMINISTRATORS):
        raise Http404
    return reader


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    found = Message.objects.visible_to(_reader(request)).defer("text", "html")
    context = {"mail_server": settings.MAIL_SERVER}
    return listing_response(request, OUTBOX, found, template="mailing/outbox.html", context=context)


@require_safe
def message(request: HttpRequest, uid: str) -> HttpResponse:
    reader = _reader(request)
    found = get_object_or_404(Message.objects.visible_to(reader), uid=uid)
    context = {
        "message_row": found,
        "mailto": _mailto(found),
        "link_addresses": re.findall(r"https?://\S+", found.text),
        "may_follow": may(reader, "mailing.follow_message", found),
        "error_form": InErrorForm(),
        "facts": [
            (_("À"), found.recipient),
            (_("Répondre à"), found.reply_to),
            (_("Écrit par"), found.written_by),
            (_("Écrit le"), found.created_at),
            (_("Parti le"), found.done_at),
            (_("État"), found.get_state_display()),
            (_("Raison"), found.error),
        ],
    }
    return render(request, "mailing/message.html", context)


def _mailto(message: Message) -> str:
    """Opens the reader's own mail program, ready to send."""
    return f"mailto:{quote(message.to_email)}?subject={quote(message.subject)}&body={quote(message.text)}"


def _own(request: HttpRequest, uid: str) -> Message:
    return get_object_or_404(Message.objects.visible_to(_reader(request)), uid=uid)


@require_POST
def copied(request: HttpRequest, uid: str) -> HttpResponse:
    mark_copied(by=_reader(request), message=_own(request, uid))
    messages.success(request, _("C’est noté : vous avez copié ce message."))
    return redirect("mailing:message", uid)


@require_POST
def in_error(request: HttpRequest, uid: str) -> HttpResponse:
    form = InErrorForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["reason"]))
        return redirect("mailing:message", uid)
    mark_address_in_error(by=_reader(request), message=_own(request, uid), reason=form.cleaned_data["reason"])
    messages.success(request, _("L’adresse est signalée en erreur."))
    return redirect("mailing:message", uid)


@require_POST
def send_once_more(request: HttpRequest, uid: str) -> HttpResponse:
    send_again(by=_reader(request), message=_own(request, uid))
    messages.success(request, _("Le message est remis dans la file d’envoi."))
    return redirect("mailing:message", uid)
