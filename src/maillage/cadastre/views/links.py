"""« Envoyer le lien pour tenir ses offres »: for who coordinates the network."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.cadastre.actions.links import send_keep_link, withdraw_keep_links
from maillage.cadastre.forms.links import KeepLinkForm
from maillage.cadastre.queries.links import links_sent
from maillage.cadastre.views.doors import keep_page_of, keeping_of
from maillage.network.models import Organisation
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.writing import FormPage, answer, posted


def send_link(request: HttpRequest, uid: str) -> HttpResponse:
    operator = _operator(request, uid)
    form = KeepLinkForm(posted(request), initial={"email": operator.email})
    page = FormPage(
        title="Envoyer le lien pour tenir ses offres",
        done="Le lien part : il est dans « Courrier ». Ce que l’opérateur écrit par ce lien est sa propre parole.",
        back=keep_page_of(operator),
        about=operator.name,
        crumbs=("Cours et services", reverse("cadastre:offers"), operator.name, keep_page_of(operator)),
        lead="L’opérateur ouvre cette page sans compte, confirme, modifie et ajoute. Le lien est valable deux mois.",
        submit="Envoyer le lien",
        template="cadastre/links/send_link.html",
    )
    return answer(
        request,
        page,
        form,
        lambda: send_keep_link(
            by=reader_of(request),
            organisation=operator,
            email=form.cleaned_data["email"],
            word=form.cleaned_data["word"],
            uid=form.cleaned_data["uid"],
        ),
        context={"sent": links_sent(operator), "operator": operator},
    )


@require_POST
def withdraw_links(request: HttpRequest, uid: str) -> HttpResponse:
    operator = _operator(request, uid)
    count = withdraw_keep_links(by=reader_of(request), organisation=operator)
    said = (
        "Les liens sont retirés : ils n’ouvrent plus rien." if count else "Aucun lien n’était encore valable."
    )
    messages.success(request, said)
    return redirect(keep_page_of(operator))


def _operator(request: HttpRequest, uid: str) -> Organisation:
    operator = keeping_of(request, uid)
    let_in(request, "cadastre.send_link", operator)
    return operator
