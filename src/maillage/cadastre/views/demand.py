"""Screens: the demands that were noted, noting one, correcting and withdrawing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.cadastre.actions import demand as actions
from maillage.cadastre.forms.demand import (
    CorrectDemandForm,
    StateDemandForm,
    WithdrawForm,
    fields_of,
    initial_of,
)
from maillage.cadastre.models import ExpressedDemand
from maillage.cadastre.queries.demand import counting_on, demand_list
from maillage.cadastre.views.demand_listing import course_of, demand_filters, demand_listing, level_of
from maillage.core.readers import COORDINATORS, works_key
from maillage.network.views.space_doors import FormScreen, run_form
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.records.versioned import ChangedMeanwhile
from maillage.territory.models import Territory
from maillage.ui.doors import let_in
from maillage.ui.listing import listing_response

FORM = "cadastre/coverage/form.html"


@require_safe
def demands(request: HttpRequest) -> HttpResponse:
    """All for those who coordinate, its own for an operator; nobody else has this page."""
    let_in(request, "cadastre.keep_demand")
    reader = reader_of(request)
    inside = may(reader, "cadastre.see_small_counts")
    whose = "Qui demande quoi, où, selon qui." if inside else "Celles que votre organisation a notées."
    hint = format_html(
        'Une liste d’attente, des inscriptions refusées, une enquête : <a href="{}">notez-en une</a>,'
        " elle comptera dans la couverture.",
        reverse("cadastre:state_demand"),
    )
    listing = demand_listing(
        title="Demandes de cours",
        lead=f"{whose} La dernière d’une même liste compte, pendant douze mois.",
        audience=COORDINATORS if inside else works_key(""),
        filters=demand_filters(),
        empty_hint=hint,
    )
    rows = demand_list(ExpressedDemand.objects.visible_to(reader))
    context = {"may_import": may(reader, "cadastre.import_demand")}
    return listing_response(request, listing, rows, template="cadastre/coverage/demands.html", context=context)


@require_safe
def demand(request: HttpRequest, uid: str) -> HttpResponse:
    """One statement, whether it counts today, and what happened to it."""
    row = _demand(request, uid)
    facts = [
        (_("Personnes"), row.people),
        (_("Dont ont eu une place"), row.got_place),
        (_("Cours"), course_of(row)),
        (_("Niveau"), level_of(row)),
        (_("Public"), row.target.name if row.target else _("non précisé")),
        (_("Source"), f"{row.source} ({row.get_source_kind_display()})"),
        (_("Selon"), row.organisation.name if row.organisation else ""),
        (_("Remarque"), row.note),
    ]
    context = {
        "demand": row,
        "facts": facts,
        "counts": row.pk in {one.pk for one in counting_on(today())},
        "may_edit": may(reader_of(request), "cadastre.edit_demand", row),
        "audience": COORDINATORS if row.organisation is None else works_key(row.organisation.uid),
    }
    return render(request, "cadastre/coverage/demand.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def state_demand(request: HttpRequest) -> HttpResponse:
    let_in(request, "cadastre.keep_demand")
    place = Territory.objects.filter(uid=request.GET.get("territoire", "")[:8]).defer("shape").first()
    form = StateDemandForm(request.POST or None, reader=reader_of(request), initial={"territory": place})
    screen = FormScreen(
        title=_("Noter une demande"),
        submit=_("Enregistrer"),
        back=reverse("cadastre:demands"),
        done="",
        lead=_("Combien de personnes souhaitent un cours, où, à quel niveau ; et qui le dit. Jamais de noms."),
        template="cadastre/coverage/state.html",
    )

    def state(data: dict[str, Any]) -> HttpResponse:
        stated = actions.state_demands(
            by=reader_of(request), fields=fields_of(data), counts=form.counts(data), uid=data["uid"]
        )
        said = ngettext("%(n)s demande est notée.", "%(n)s demandes sont notées.", len(stated))
        messages.success(request, said % {"n": len(stated)})
        return redirect("cadastre:demands")

    return run_form(request, form, screen, state)


@require_http_methods(["GET", "HEAD", "POST"])
def correct_demand(request: HttpRequest, uid: str) -> HttpResponse:
    row = _editable(request, uid)
    form = CorrectDemandForm(request.POST or None, reader=reader_of(request), initial=initial_of(row))
    screen = FormScreen(
        title=_("Corriger une demande"),
        submit=_("Enregistrer"),
        back=reverse("cadastre:demand", args=[row.uid]),
        done=_("C’est corrigé."),
        lead=_(
            "Pour une erreur. Un nouveau comptage se note comme une nouvelle demande : l’ancien reste lisible."
        ),
        template=FORM,
    )
    return run_form(
        request,
        form,
        screen,
        lambda data: actions.correct_demand(
            by=reader_of(request), demand=row, seen=data["version"], fields=fields_of(data)
        ),
        row=row,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_demand(request: HttpRequest, uid: str) -> HttpResponse:
    row = _editable(request, uid)
    screen = FormScreen(
        title=_("Retirer une demande"),
        submit=_("Retirer"),
        back=reverse("cadastre:demand", args=[row.uid]),
        done=_("Elle ne compte plus."),
        lead=str(row),
        template=FORM,
        kind="danger",
    )
    form = WithdrawForm(request.POST or None, initial={"version": row.version})
    return run_form(
        request,
        form,
        screen,
        lambda data: actions.withdraw_demand(
            by=reader_of(request),
            demand=row,
            seen=data["version"],
            since=data["since"],
            because=data["because"],
        ),
        row=row,
    )


@require_POST
def restore_demand(request: HttpRequest, uid: str) -> HttpResponse:
    row = _editable(request, uid)
    try:
        actions.restore_demand(by=reader_of(request), demand=row, seen=row.version)
    except ChangedMeanwhile as meanwhile:
        messages.warning(request, str(meanwhile))
    else:
        messages.success(request, _("Elle compte à nouveau."))
    return redirect("cadastre:demand", row.uid)


def _demand(request: HttpRequest, uid: str) -> ExpressedDemand:
    row = demand_list(ExpressedDemand.objects.visible_to(reader_of(request))).filter(uid=uid).first()
    if row is None:
        raise Http404
    return row


def _editable(request: HttpRequest, uid: str) -> ExpressedDemand:
    row = _demand(request, uid)
    let_in(request, "cadastre.edit_demand", row)
    return row
