"""The list of the steps of all threads: its columns, and its filters as links that can be shared."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse

from maillage.core.readers import Reader
from maillage.network.models import Space
from maillage.thread.models import Item, without_sequel
from maillage.thread.queries.threads import SILENCE
from maillage.thread.registries import item_kinds
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing, Option

PHASES = (("see", "Voir"), ("judge", "Juger"), ("act", "Agir"))


def items_listing(reader: Reader, day: dt.date) -> Listing:
    """« Le fil rouge »."""
    waiting = without_sequel()
    visible = Space.objects.visible_to(reader).filter(thread_items__audience__in=reader.keys).distinct()
    spaces = list(visible.order_by("sort_name", "pk").values_list("uid", "name"))
    return Listing(
        title="Le fil rouge",
        lead="Des besoins exprimés à ce qui en est sorti : ouvrez une étape, voyez d’où elle vient et ce qui a suivi.",
        nothing="Aucun fil pour le moment",
        one="étape",
        many="étapes",
        columns=(
            ListColumn("titre", "Étape", "title", link=thread_url),
            ListColumn("genre", "Genre", kind_label),
            ListColumn("etat", "Où cela en est", "state"),
            ListColumn("espace", "Espace", lambda item: item.space.name if item.space else ""),
            ListColumn("le", "Notée le", "noted_on", sort="noted_on", kind=ColumnKind.DAY),
            ListColumn("bouge", "Dernier mouvement", "moved_at", sort="moved_at", kind=ColumnKind.MOMENT),
        ),
        filters=(
            Filter(
                "phase", "Phase", options=tuple(Option(key, label, _of_phase(key)) for key, label in PHASES)
            ),
            Filter("espace", "Espace", field="space__uid", choices=spaces),
            Filter(
                "suite",
                "Suite",
                options=(
                    Option("attendue", "sans suite pour l’instant", waiting),
                    Option(
                        "oubliee", "sans suite depuis six mois", waiting & Q(moved_at__date__lte=day - SILENCE)
                    ),
                ),
            ),
        ),
        default_sort="-bouge",
        empty_hint="Un fil commence quand une plateforme ouvre un cycle et note un premier constat.",
    )


def _of_phase(phase: str) -> Q:
    return Q(kind__in=[key for key, kind in item_kinds.items() if kind.phase == phase])


def thread_url(item: Item) -> str:
    return reverse("thread:thread", args=[item.address])


def kind_label(item: Item) -> str:
    return item_kinds[item.kind].label
