"""« Vacances scolaires »: everyone reads the calendar and its sources; who administers adds, corrects, takes out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from maillage.cadastre.actions import school_calendar as actions
from maillage.cadastre.forms.school_calendar import AddHolidaysForm, EditHolidaysForm, SeenForm, initial_of
from maillage.cadastre.models import SchoolHolidays
from maillage.cadastre.models.school_calendar import year_in_words
from maillage.cadastre.queries.school_calendar import school_calendar
from maillage.core.hours import school_year_of
from maillage.core.readers import ADMINISTRATORS, PUBLIC
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.records.versioned import ChangedMeanwhile
from maillage.ui.days import in_words
from maillage.ui.doors import let_in
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing, Option, listing_response
from maillage.ui.writing import FormPage, answer, posted

NOT_KNOWN = "pas encore connu"


@require_safe
def school_holidays(request: HttpRequest) -> HttpResponse:
    """`/cours-et-services/vacances-scolaires/`, newest year first; who administers also sees what was taken out."""
    keeps = may(reader_of(request), "cadastre.keep_school_calendar")
    rows = SchoolHolidays.objects.all() if keeps else SchoolHolidays.objects.counting()
    known = school_calendar().known_until
    context = {"keeps": keeps, "known": in_words(known) if known else ""}
    template = "cadastre/calendar/school_holidays.html"
    return listing_response(request, _listing(), rows, template=template, context=context)


def add_holidays(request: HttpRequest) -> HttpResponse:
    let_in(request, "cadastre.keep_school_calendar")
    form = AddHolidaysForm(posted(request))
    page = FormPage(
        title="Ajouter des vacances scolaires",
        done="C’est ajouté : les prochaines dates des cours en tiennent compte.",
        back=_list(),
        crumbs=_crumbs(),
    )
    return answer(
        request,
        page,
        form,
        lambda: actions.add_holidays(
            by=reader_of(request), fields=form.fields_given(), uid=form.cleaned_data["uid"]
        ),
    )


def edit_holidays(request: HttpRequest, uid: str) -> HttpResponse:
    """Correcting a period, with its history and the button that takes it out."""
    let_in(request, "cadastre.keep_school_calendar")
    row = get_object_or_404(SchoolHolidays, uid=uid)
    version, taken_out = row.version, row.withdrawn_on is not None
    form = EditHolidaysForm(posted(request), initial=initial_of(row))
    page = FormPage(
        title=str(row),
        done="C’est corrigé : les prochaines dates des cours en tiennent compte.",
        back=_list(),
        crumbs=_crumbs(),
        lead="Retirée du calendrier : elle ne compte plus." if taken_out else "",
        template="cadastre/calendar/edit.html",
    )
    return answer(
        request,
        page,
        form,
        lambda: actions.correct_holidays(
            by=reader_of(request),
            holidays=row,
            seen=form.cleaned_data["version"],
            fields=form.fields_given(),
        ),
        row=row,
        context={"row": row, "seen": version, "taken_out": taken_out, "audience": PUBLIC},
    )


@require_POST
def withdraw_holidays(request: HttpRequest, uid: str) -> HttpResponse:
    """« Retirer »: the list keeps the row, with « Rétablir »."""
    return _moved(
        request, uid, actions.withdraw_holidays, "« {} » est retirée du calendrier. « Rétablir » la remet."
    )


@require_POST
def restore_holidays(request: HttpRequest, uid: str) -> HttpResponse:
    return _moved(request, uid, actions.restore_holidays, "« {} » est de nouveau au calendrier.")


def _moved(request: HttpRequest, uid: str, act: Any, said: str) -> HttpResponse:
    let_in(request, "cadastre.keep_school_calendar")
    row = get_object_or_404(SchoolHolidays, uid=uid)
    form = SeenForm(request.POST)
    seen = form.cleaned_data.get("version", 0) if form.is_valid() else 0
    try:
        act(by=reader_of(request), holidays=row, seen=seen)
    except ChangedMeanwhile as changed:
        messages.warning(request, str(changed))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, said.format(row))
    return redirect("cadastre:edit_holidays", uid)


def _listing() -> Listing:
    return Listing(
        title="Vacances scolaires",
        lead="En Fédération Wallonie-Bruxelles. Les cours « sauf vacances scolaires » s’arrêtent ces jours-là.",
        nothing="Aucune période de vacances",
        one="période de vacances",
        many="périodes de vacances",
        columns=(
            ListColumn("annee", "Année scolaire", "school_year"),
            ListColumn("nom", "Nom", "name"),
            ListColumn("du", "Premier jour", "first_day", sort="first_day", kind=ColumnKind.DAY),
            ListColumn(
                "au",
                "Dernier jour",
                "last_day",
                sort="last_day",
                kind=ColumnKind.DAY,
                show=lambda row: f"{row.last_day:%d/%m/%Y}" if row.last_day else NOT_KNOWN,
            ),
            ListColumn("source", "Source", "source"),
            ListColumn(
                "suite",
                "À faire",
                lambda row: row.pk,
                show=_next_step,
                in_files=False,
                needs=(ADMINISTRATORS,),
            ),
        ),
        filters=(Filter("annee", "Année scolaire", options=_years()),),
        default_sort="-du",
        per_page=100,
    )


def _years() -> tuple[Option, ...]:
    """The school years of which something is known, newest first. One query."""
    days = SchoolHolidays.objects.values_list("first_day", flat=True)
    years = sorted({school_year_of(day) for day in days}, reverse=True)
    return tuple(
        Option(
            str(year),
            year_in_words(year),
            Q(first_day__gte=f"{year}-08-01", first_day__lt=f"{year + 1}-08-01"),
        )
        for year in years
    )


def _next_step(row: Any) -> Any:
    url = reverse("cadastre:edit_holidays", args=[row.uid])
    words = "Retirée : voir" if row.withdrawn_on else "Corriger"
    return format_html('<a href="{}">{}<span class="unseen"> {}</span></a>', url, words, row)


def _list() -> str:
    return reverse("cadastre:school_holidays")


def _crumbs() -> tuple[str, ...]:
    return ("Cours et services", reverse("cadastre:offers"), "Vacances scolaires", _list())
