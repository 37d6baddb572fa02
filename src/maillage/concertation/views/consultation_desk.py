"""Screens of the organisers: opening a consultation, writing and sorting its statements, inviting, closing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.concertation.actions import consultations as actions
from maillage.concertation.actions.vote_links import Guest, send_vote_links
from maillage.concertation.forms.consultations import (
    OpenConsultationForm,
    SetConsultationForm,
    StatementLinesForm,
    cycles_to_choose,
)
from maillage.concertation.forms.vote_links import InviteToVoteForm
from maillage.concertation.models import Consultation, Statement
from maillage.concertation.queries.recommendations import recommendations_not_in
from maillage.concertation.statement_states import STATEMENT
from maillage.concertation.views.consultation_doors import (
    consultation_url,
    crumbs_of_consultation,
    of_organised_consultation,
    voting_url,
)
from maillage.core.transitions import TransitionRefused
from maillage.network.queries.addressees import Chosen, addressees
from maillage.network.queries.space_page import space_for
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.writing import FormPage, answer, posted


def open_consultation(request: HttpRequest, uid: str) -> HttpResponse:
    """`/consultations/ouvrir/<espace>/`, `?cycle=` when it comes from a board."""
    reader = reader_of(request)
    space = space_for(uid, reader)
    if space is None:
        raise Http404
    let_in(request, "concertation.open_consultation", space)
    form = OpenConsultationForm(
        posted(request),
        space=space,
        cycles=cycles_to_choose(space),
        initial={"cycle": request.GET.get("cycle", "")},
    )
    here = reverse("network:space", args=[space.address])
    screen = FormPage(
        title="Ouvrir une consultation",
        done="La consultation est prête. Écrivez maintenant ses phrases.",
        back=here,
        about=space.name,
        crumbs=(space.name, here),
        lead="Phrase par phrase, chacun dit s’il est d’accord. À partir de trente personnes, une carte des avis.",
        submit="Continuer",
    )
    made: list[Consultation] = []

    def write() -> None:
        said = form.cleaned_data
        made.append(
            actions.open_consultation(
                by=reader,
                uid=said["uid"],
                space=space,
                cycle=said["cycle"],
                fields=form.consultation_fields(),
            )
        )

    shown = answer(request, screen, form, write)
    return redirect("concertation:write_statements", made[0].address) if made else shown


@of_organised_consultation
def set_consultation(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    form = SetConsultationForm(posted(request), consultation=consultation)
    screen = FormPage(
        title="Régler la consultation",
        done="C’est enregistré.",
        back=consultation_url(consultation),
        about=consultation.title,
        crumbs=crumbs_of_consultation(consultation),
        submit="Enregistrer",
    )

    def write() -> None:
        actions.set_consultation(
            by=reader_of(request),
            consultation=consultation,
            seen=form.cleaned_data["version"],
            fields=form.consultation_fields(),
        )

    return answer(request, screen, form, write, row=consultation)


@of_organised_consultation
def write_statements(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Pasted at once from the recommendations; the same sentence is not written twice."""
    form = StatementLinesForm(posted(request))
    screen = FormPage(
        title="Écrire des phrases",
        done="Les phrases sont écrites.",
        back=_moderation_url(consultation),
        about=consultation.title,
        crumbs=crumbs_of_consultation(consultation),
        lead="Vingt à quarante phrases suffisent ; au-delà, peu de gens vont au bout.",
        submit="Ajouter",
    )

    def write() -> None:
        actions.write_statements(by=reader_of(request), consultation=consultation, sentences=form.sentences())

    return answer(request, screen, form, write)


@require_POST
@of_organised_consultation
def take_up_recommendations(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """« Soumettre les recommandations du cycle »: nothing is typed again."""
    made = actions.take_up_recommendations(by=reader_of(request), consultation=consultation)
    said = "Une phrase est ajoutée." if len(made) == 1 else f"{len(made)} phrases sont ajoutées."
    messages.success(request, said if made else "Toutes les recommandations y sont déjà.")
    return redirect(_moderation_url(consultation))


def _moderation_url(consultation: Consultation) -> str:
    return reverse("concertation:moderate", args=[consultation.address])


@of_organised_consultation
def moderate(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """What participants propose first, then what is shown, then what was left out with its reason."""
    return _moderation(request, consultation)


def _moderation(
    request: HttpRequest, consultation: Consultation, *, refused: Statement | None = None, why: str = ""
) -> HttpResponse:
    rows = list(consultation.statements.select_related("item").order_by("number", "pk"))
    titles = (
        (Statement.State.PROPOSED, "À relire"),
        (Statement.State.SHOWN, "Soumises au vote"),
        (Statement.State.LEFT_OUT, "Écartées"),
    )
    parts = [
        (
            state,
            title,
            [(row, STATEMENT.open_from(row.state), row == refused) for row in rows if row.state == state],
        )
        for state, title in titles
    ]
    context = {
        "consultation": consultation,
        "parts": [part for part in parts if part[2]],
        "why": why,
        "to_take_up": recommendations_not_in(consultation, reader_of(request)).count(),
        "crumbs": (*crumbs_of_consultation(consultation), "Relire les phrases"),
    }
    status = 422 if why else 200
    return render(request, "concertation/consultations/moderate.html", context, status=status)


@require_POST
@of_organised_consultation
def sort_statement(request: HttpRequest, consultation: Consultation, statement: str) -> HttpResponse:
    found = get_object_or_404(Statement, consultation=consultation, uid=statement)
    verb = request.POST.get("verbe", "")
    if verb not in {one.verb for one in STATEMENT.transitions}:
        raise Http404
    try:
        actions.sort_statement(
            by=reader_of(request), statement=found, verb=verb, reason=request.POST.get("raison", "")
        )
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    except ValidationError as refused:
        return _moderation(request, consultation, refused=found, why=refused.messages[0])
    else:
        messages.success(request, f"« {found.text} » : {found.get_state_display()}.")
    return redirect(_moderation_url(consultation))


@of_organised_consultation
def invite(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The QR code and the address, to be shown, printed or sent."""
    by_code = consultation.entry == Consultation.Entry.CODE
    path = reverse("concertation:come_in", args=[consultation.code]) if by_code else voting_url(consultation)
    context = {
        "consultation": consultation,
        "by_code": by_code,
        "url": request.build_absolute_uri(path),
        "short": request.build_absolute_uri(reverse("concertation:find_consultation")),
        "participants": consultation.participants.count(),
        "crumbs": (*crumbs_of_consultation(consultation), "Inviter"),
    }
    return render(request, "concertation/consultations/invite.html", context)


@of_organised_consultation
def invite_by_links(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Personal letters: to the members that have an address, to others whose addresses are pasted."""
    reader = reader_of(request)
    found = addressees(Chosen(space=consultation.space), reader, today())
    members_only = consultation.entry == Consultation.Entry.MEMBERS
    form = InviteToVoteForm(posted(request), members=len(found.reached), members_only=members_only)
    here = reverse("concertation:invite_to_vote", args=[consultation.address])
    screen = FormPage(
        title="Inviter par lien personnel",
        done="Les lettres sont parties : elles se lisent dans « Courrier ».",
        back=here,
        about=consultation.title,
        crumbs=(*crumbs_of_consultation(consultation), "Inviter", here),
        lead="Chacun reçoit son lien : ni compte ni code, une seule voix par adresse. Personne ne lit qui a voté quoi.",
        submit="Envoyer",
        template="concertation/consultations/invite_by_links.html",
    )

    def write() -> None:
        said = form.cleaned_data
        members = [Guest(one.email, one.post.person.full_name, one.post.person) for one in found.reached]
        guests = [
            *(members if said.get("members") else ()),
            *(Guest(email) for email in said.get("others", ())),
        ]
        send_vote_links(by=reader, consultation=consultation, guests=guests, word=said["word"], uid=said["uid"])

    return answer(request, screen, form, write, context={"left_out": found.left_out})


@require_POST
@of_organised_consultation
def close_consultation(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    actions.close_consultation(by=reader_of(request), consultation=consultation)
    messages.success(request, "La consultation est close : plus personne ne vote, tout se lit encore.")
    return redirect(consultation_url(consultation))


@require_POST
@of_organised_consultation
def reopen_consultation(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    again = actions.reopen_consultation(by=reader_of(request), consultation=consultation)
    messages.success(request, f"La consultation est rouverte jusqu’au {again.closes_on:%d/%m/%Y} compris.")
    return redirect(consultation_url(consultation))
