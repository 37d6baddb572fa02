"""The statements of a consultation as a list (`ui.listing`)."""

from __future__ import annotations

from typing import Any

from django.db.models import F, FloatField, QuerySet
from django.db.models.functions import Cast, NullIf

from maillage.concertation.models import Consultation, Statement
from maillage.core.disclosure import SMALLEST_TOLD
from maillage.core.folding import fold
from maillage.core.tables import ColumnKind
from maillage.ui.listing import Filter, ListColumn, Listing

FEW = "moins de 5 votes"


def statement_list(consultation: Consultation, *, organises: bool) -> tuple[Listing, QuerySet[Statement]]:
    """Organisers see small numbers, and what is left out with its reason."""
    cast = F("agree") + F("disagree") + F("passed")
    rows = consultation.statements.annotate(
        all_votes=cast, share=Cast(F("agree") * 100.0, FloatField()) / Cast(NullIf(cast, 0), FloatField())
    )
    if not organises:
        rows = rows.filter(state=Statement.State.SHOWN)
    return _listing(consultation, organises=organises), rows


def _listing(consultation: Consultation, *, organises: bool) -> Listing:
    def told(name: str) -> Any:
        def value(row: Any) -> Any:
            small = not organises and 0 < row.all_votes < SMALLEST_TOLD
            return None if small else getattr(row, name)

        return value

    def share(row: Any) -> Any:
        few = not row.all_votes or (not organises and row.all_votes < SMALLEST_TOLD)
        return None if few else round(row.share)

    themes = (
        consultation.statements.exclude(theme="").values_list("theme", flat=True).distinct().order_by("theme")
    )
    number = ColumnKind.NUMBER
    columns = [
        ListColumn("numero", "N°", "number", sort="number", kind=number),
        ListColumn("phrase", "Phrase", "text", sort="text"),
        ListColumn("atelier", "Atelier", "theme", sort=("theme", "number")),
        ListColumn("accord", "D’accord", told("agree"), sort="agree", kind=number),
        ListColumn("desaccord", "Pas d’accord", told("disagree"), sort="disagree", kind=number),
        ListColumn("passe", "Je passe", told("passed"), sort="passed", kind=number),
        ListColumn("part", "% d’accord", share, sort="share", kind=number),
        ListColumn("votes", "Votes", told("all_votes"), sort="all_votes", kind=number),
    ]
    if organises:
        columns += [
            ListColumn("etat", "État", "get_state_display", sort="state"),
            ListColumn("raison", "Raison", "reason", on_screen=False),
        ]
    return Listing(
        title="Toutes les phrases",
        nothing="Aucune phrase",
        one="phrase",
        many="phrases",
        columns=tuple(columns),
        filters=(Filter("atelier", "Atelier", field="theme", choices=[(one, one) for one in themes]),),
        search=_with_words,
        default_sort="numero",
        audience=consultation.audience,
        lead="" if organises else "Sous cinq votes, rien n’est montré.",
    )


def _with_words(rows: QuerySet[Statement], text: str) -> QuerySet[Statement]:
    """Few hundred statements: folded one by one."""
    words = fold(text).split()
    found = [pk for pk, said in rows.values_list("pk", "text") if all(word in fold(said) for word in words)]
    return rows.filter(pk__in=found)
