"""Screens: « Où en est-on ? » asked and answered, « Vous aviez dit… », what somebody said word for word."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.concertation.actions import telling as actions
from maillage.concertation.actions.verbatims import note_verbatim, withdraw_verbatim
from maillage.concertation.forms.telling import BackForm, NewsForm, VerbatimForm
from maillage.concertation.models import Action, Finding
from maillage.concertation.queries.telling import voices_behind
from maillage.concertation.views.acting import action_url, of_action
from maillage.concertation.views.doors import crumbs_of, finding_url, of_finding
from maillage.core.transitions import TransitionRefused
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.forms import IdentityForm
from maillage.ui.writing import FormPage, answer, posted


@require_POST
@of_action
def ask_for_news(request: HttpRequest, act: Action) -> HttpResponse:
    let_in(request, "concertation.organise_cycle", act.cycle)
    form = IdentityForm(request.POST)
    form.full_clean()
    try:
        count = actions.ask_for_news(by=reader_of(request), act=act, uid=form.cleaned_data["uid"])
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        sent = "Une lettre est partie" if count == 1 else f"{count} lettres sont parties"
        messages.success(request, f"{sent} : la réponse se fait par un lien, sans compte.")
    return redirect(action_url(act))


def tell_news(request: HttpRequest, uid: str) -> HttpResponse:
    """For who carries the action, or came by the link of the letter."""
    rows = Action.objects.select_related("item", "cycle__space")
    act = get_object_or_404(rows, item__uid=uid)
    reader = reader_of(request)
    let_in(request, "concertation.tell_news", act)
    seen = act.item.audience in reader.keys
    form = NewsForm(posted(request), act=act)
    here = reverse("concertation:tell_news", args=[act.item.uid])
    screen = FormPage(
        title="Où en est-on ?",
        done="Merci ! C’est noté.",
        back=action_url(act) if seen else here,
        about=act.title,
        crumbs=(*crumbs_of(act.cycle), act.title, action_url(act)) if seen else (),
        lead=act.change,
        submit="Envoyer",
    )

    def write() -> None:
        said = form.cleaned_data
        try:
            actions.tell_news(by=reader, act=act, text=said["text"], verb=said["verb"])
        except TransitionRefused as refused:
            raise ValidationError(str(refused)) from refused

    return answer(request, screen, form, write)


@of_action
def tell_back(request: HttpRequest, act: Action) -> HttpResponse:
    """To those who had voiced what it answers, with what they had said."""
    let_in(request, "concertation.organise_cycle", act.cycle)
    reader = reader_of(request)
    voices = voices_behind(act, reader)
    screen = FormPage(
        title="Vous aviez dit… voici ce qui a suivi",
        done="C’est parti : les lettres sont dans « Courrier ».",
        back=action_url(act),
        about=act.title,
        crumbs=(*crumbs_of(act.cycle), act.title, action_url(act)),
        lead="Qui a exprimé le besoin apprend ce qui en est venu ; qui a écrit sans nom le lira dans la synthèse.",
        submit="Écrire",
        template="concertation/acting/tell_back.html",
    )
    if not voices:
        return render(request, "concertation/acting/tell_back.html", {"screen": screen, "form": None})
    form = BackForm(posted(request), voices=voices)

    def write() -> None:
        said = form.cleaned_data
        actions.tell_back(by=reader, act=act, voices=said["voices"], word=said["word"], uid=said["uid"])

    return answer(request, screen, form, write)


@of_finding
def add_verbatim(request: HttpRequest, finding: Finding) -> HttpResponse:
    let_in(request, "concertation.take_part", finding.cycle)
    form = VerbatimForm(posted(request))
    here = finding_url(finding)
    screen = FormPage(
        title="Noter une parole",
        done="La parole est notée. L’accord peut être retiré à tout moment.",
        back=here,
        about=finding.wording,
        crumbs=(*crumbs_of(finding.cycle), finding.wording[:60], here),
        submit="Noter",
    )

    def write() -> None:
        said = form.cleaned_data
        note_verbatim(
            by=reader_of(request),
            finding=finding,
            text=said["text"],
            meaning=said["meaning"],
            consent=said["consent"],
            language=said["language"].notation[:8] if said["language"] else "",
        )

    return answer(request, screen, form, write)


@require_POST
@of_finding
def drop_verbatim(request: HttpRequest, finding: Finding, number: int) -> HttpResponse:
    verbatim = get_object_or_404(finding.verbatims, pk=number)
    if not may(reader_of(request), "concertation.take_part", finding.cycle):
        raise Http404
    withdraw_verbatim(by=reader_of(request), verbatim=verbatim)
    messages.success(request, "La parole est retirée, partout.")
    return redirect(finding_url(finding))
