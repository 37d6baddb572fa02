"""Screens: noting findings, pasting those of a table, correcting, sorting, gathering (D2-D7, D10)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.concertation.actions import findings as actions
from maillage.concertation.forms.findings import CorrectFindingForm, GatherForm, NoteFindingForm, PasteForm
from maillage.concertation.models import Cycle, Finding
from maillage.concertation.queries.findings import (
    common_wordings,
    findings_of,
    gathering_of,
    originals_of,
    seen_by,
)
from maillage.concertation.queries.judging import positions_on
from maillage.concertation.queries.recurrence import alike_in, elsewhere, themes_that_come_back
from maillage.concertation.states import FINDING
from maillage.concertation.views.doors import (
    board_url,
    crumbs_of,
    finding_url,
    of_cycle,
    of_finding,
    of_organised_cycle,
    organisations_spoken_for,
    seated_and_mine,
)
from maillage.core.transitions import TransitionRefused
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.writing import FormPage, answer, posted

MOST_GATHERED = 40


@of_finding
def finding(request: HttpRequest, finding: Finding) -> HttpResponse:
    reader = reader_of(request)
    organises = may(reader, "concertation.organise_cycle", finding.cycle)
    takes_part = may(reader, "concertation.take_part", finding.cycle)
    own = (
        frozenset(seated_and_mine(reader, finding.cycle).values_list("pk", flat=True))
        if reader.uid
        else frozenset[int]()
    )
    context = {
        "finding": finding,
        "cycle": finding.cycle,
        "crumbs": (*crumbs_of(finding.cycle), finding.wording[:60]),
        "seen_by": seen_by(finding),
        "originals": originals_of(finding, reader),
        "elsewhere": elsewhere(finding, reader),
        "gathered_in": gathering_of(finding, reader),
        "organises": organises,
        "may_edit": may(reader, "concertation.edit_finding", finding),
        "steps": FINDING.open_from(finding.state) if organises else (),
        "facts": _facts(finding),
        "takes_part": takes_part,
        "is_judged": finding.state == Finding.State.RETAINED,
        "positions": positions_on([finding.item_id], finding.cycle, reader)[finding.item_id],
        "own": own,
        "may_take": takes_part and bool(own),
        "may_propose": takes_part and finding.state in (Finding.State.SHARED, Finding.State.RETAINED),
    }
    return render(request, "concertation/findings/finding.html", context)


def _facts(finding: Finding) -> list[tuple[str, object]]:
    def names(relation: str) -> str:
        return ", ".join(one.name for one in getattr(finding, relation).all())

    return [
        ("Vu par", seen_by(finding)),
        ("Dit par", finding.organisation),
        ("Où", names("territories")),
        ("Publics concernés", names("audiences")),
        ("Droits concernés", names("rights")),
        ("Critères protégés en cause", names("criteria")),
        ("D’ordre", finding.get_scope_display()),
        ("Table", finding.table),
    ]


@of_cycle
def note_finding(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """« Noter un constat »."""
    let_in(request, "concertation.take_part", cycle)
    reader = reader_of(request)
    form = NoteFindingForm(posted(request), organisations=organisations_spoken_for(reader))
    screen = FormPage(
        title="Noter un constat",
        done="C’est noté.",
        back=board_url(cycle),
        about=cycle.title,
        crumbs=crumbs_of(cycle),
        lead=cycle.question,
        submit="Noter",
    )

    def write() -> None:
        actions.note_finding(
            by=reader,
            uid=form.cleaned_data["uid"],
            cycle=cycle,
            fields=form.finding_fields(),
            subjects=form.subjects(),
        )

    return answer(request, screen, form, write)


@of_cycle
def paste_findings(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """« Saisir pour la table »: the post-its of a table, at once."""
    let_in(request, "concertation.take_part", cycle)
    form = PasteForm(posted(request))
    screen = FormPage(
        title="Saisir pour la table",
        done="Les constats de la table sont notés.",
        back=board_url(cycle),
        about=cycle.title,
        crumbs=crumbs_of(cycle),
        lead="Recopiez ou collez les post-it : chaque ligne devient un constat.",
        submit="Noter tout",
    )

    def write() -> None:
        said = form.cleaned_data
        actions.paste_findings(
            by=reader_of(request),
            uid=said["uid"],
            cycle=cycle,
            kind=said["kind"],
            lines=said["lines"],
            table=said["table"],
        )

    return answer(request, screen, form, write)


@of_finding
def correct_finding(request: HttpRequest, finding: Finding) -> HttpResponse:
    let_in(request, "concertation.edit_finding", finding)
    form = CorrectFindingForm(posted(request), finding=finding)
    here = finding_url(finding)
    screen = FormPage(
        title="Compléter le constat",
        done="C’est enregistré.",
        back=here,
        about=finding.wording[:90],
        crumbs=(*crumbs_of(finding.cycle), finding.wording[:60], here),
        submit="Enregistrer",
        template="concertation/findings/complete.html",
    )

    def write() -> None:
        actions.correct_finding(
            by=reader_of(request),
            finding=finding,
            seen=form.cleaned_data["version"],
            fields=form.finding_fields(),
            subjects=form.subjects(),
        )

    return answer(request, screen, form, write, row=finding)


@require_POST
@of_finding
def sort_finding(request: HttpRequest, finding: Finding) -> HttpResponse:
    """A button of the table of states; goes back to where it was pressed."""
    let_in(request, "concertation.organise_cycle", finding.cycle)
    verb, reason = request.POST.get("verbe", ""), request.POST.get("raison", "")
    try:
        done = actions.sort_finding(by=reader_of(request), finding=finding, verb=verb, reason=reason[:300])
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"« {done.wording[:80]} » : {done.get_state_display()}.")
    return redirect(_back(request, finding))


def _back(request: HttpRequest, finding: Finding) -> str:
    places = {
        "tri": reverse("concertation:sorting", args=[finding.cycle.address]),
        "mur": reverse("concertation:wall_desk", args=[finding.cycle.address]),
    }
    return places.get(request.POST.get("vers", ""), finding_url(finding))


@of_organised_cycle
def sorting(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """« Trier »: what came in, what is in common, what was left out; several are ticked to be gathered."""
    found = list(findings_of(cycle, reader_of(request)))
    groups = (
        (
            "À relire",
            "Vu des organisateurs seulement, tant que vous ne l’avez pas mis en commun.",
            Finding.State.NEW,
        ),
        ("Mis en commun", "Lu de tous ceux qui voient le cycle.", Finding.State.SHARED),
        ("Retenus", "À analyser ensemble.", Finding.State.RETAINED),
        ("Écartés", "Avec leur raison ; rien n’est perdu.", Finding.State.LEFT_OUT),
    )
    context = {
        "cycle": cycle,
        "crumbs": (*crumbs_of(cycle), "Trier"),
        "groups": [
            (title, lead, [(one, FINDING.open_from(one.state)) for one in found if one.state == state])
            for title, lead, state in groups
        ],
        "empty": not found,
        "alike": alike_in(cycle, reader_of(request)),
    }
    return render(request, "concertation/findings/sorting.html", context)


@of_organised_cycle
def gather(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """« Réunir »: the ticked findings (`avec` of the address, which the form posts back to), their common wording."""
    chosen = [*request.GET.getlist("avec"), *request.POST.getlist("avec")][:MOST_GATHERED]
    rows = {one.item.uid: one for one in findings_of(cycle, reader_of(request)).standing()}
    findings = [rows[uid] for uid in dict.fromkeys(chosen) if uid in rows]
    back = reverse("concertation:sorting", args=[cycle.address])
    if len(findings) < 2:
        messages.error(request, "Cochez au moins deux constats à réunir.")
        return redirect(back)
    commons = common_wordings(findings)
    first = (commons or findings)[0]
    form = GatherForm(posted(request), commons=commons, initial={"wording": first.wording, "kind": first.kind})
    screen = FormPage(
        title="Réunir des constats",
        done="Les constats sont réunis ; chacun reste lisible.",
        back=back,
        about=cycle.title,
        crumbs=(*crumbs_of(cycle), "Trier", back),
        lead="Écrivez la formulation dans laquelle chacun se reconnaît.",
        submit="Réunir",
        template="concertation/findings/gather.html",
    )

    def write() -> None:
        said = form.cleaned_data
        common = next((one for one in commons if one.item.uid == said.get("into")), None)
        if common is not None:
            actions.add_to_gathering(
                by=reader_of(request), findings=[one for one in findings if one != common], common=common
            )
            return
        actions.gather(
            by=reader_of(request),
            uid=said["uid"],
            cycle=cycle,
            findings=findings,
            fields={"wording": said["wording"], "kind": said["kind"]},
        )

    return answer(request, screen, form, write, context={"findings": findings})


@require_POST
@of_finding
def separate(request: HttpRequest, finding: Finding) -> HttpResponse:
    let_in(request, "concertation.organise_cycle", finding.cycle)
    common = finding.gathered_in
    if common is None:
        raise Http404
    actions.separate(by=reader_of(request), finding=finding)
    messages.success(request, "Le constat est séparé : il est de nouveau en commun, à part.")
    return redirect(finding_url(common))


def recurrent(request: HttpRequest) -> HttpResponse:
    """`/constats/recurrents/`: barriers found alike in several places (D11)."""
    themes = themes_that_come_back(reader_of(request))
    return render(request, "concertation/findings/recurrent.html", {"themes": themes})
