"""What the style page shows: invented words only, and every state of every component."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.templatetags.static import static

from maillage.records.clock import now, today
from maillage.ui.specimens.forms import FormSpecimens, form_specimens
from maillage.ui.specimens.lists import list_specimen
from maillage.ui.templatetags.components import Figure, Tab

COLOURS = (
    *("paper", "surface", "sunken", "line", "line-strong", "ink", "ink-soft", "ink-faint"),
    *(
        "brand",
        "brand-soft",
        "see",
        "see-soft",
        "judge",
        "judge-soft",
        "act",
        "act-soft",
        "bad",
        "bad-soft",
        "thread",
    ),
)
SECTIONS = ("couleurs", "lettres", "commandes", "mots", "tissages", "surfaces", "reperes", "formulaires")


@dataclass(frozen=True, slots=True)
class Face:
    """One side of the page: by day or by night. `forms` have field names of their own."""

    name: str
    css: str
    forms: FormSpecimens


@dataclass(frozen=True, slots=True)
class HistorySpecimen:
    """The shape of a journal entry."""

    moment: dt.datetime
    actor_label: str
    verb: str
    object_label: str
    changes: tuple[dict[str, str], ...] = ()
    note: str = ""


def specimens() -> dict[str, Any]:
    """The context of `ui/style.html`."""
    day = today()
    return {
        "day": day,
        "sections": [f"ui/style/{name}.html" for name in SECTIONS],
        "faces": [
            Face("jour", "is-light", form_specimens("jour")),
            Face("nuit", "is-dark", form_specimens("nuit")),
        ],
        "colours": COLOURS,
        "tabs": [Tab("Aujourd’hui", "#", current=True), Tab("Membres", "#", count=41), Tab("Historique", "#")],
        "figures": [
            Figure(412, "offres", "#", "au 1er novembre"),
            Figure(96, "organisations", "#"),
            Figure(31, "plateformes et groupes", "#"),
        ],
        "facts": [("Téléphone", "04 000 00 00"), ("Adresse", "rue de l’Exemple 1, 4000 Liège"), ("Fax", "")],
        "confirmed": [day - dt.timedelta(days=days) for days in (0, 20, 100, 400, 800)] + [None],
        "cloths": [f"exemple{number}" for number in range(18)],
        "icons": ["users", "home-modern", "academic-cap", "heart", "scale", "language"],
        "history": _history(),
        "logo_url": static("ui/mark.svg"),
        "listing": list_specimen(),
    }


def _history() -> list[HistorySpecimen]:
    phone = {"label": "téléphone", "before": "04 000 00 00", "after": "04 000 00 01"}
    fax = {"label": "fax", "before": "04 000 00 02", "after": ""}
    return [
        HistorySpecimen(now(), "Chloé Ordinatrice", "modifiée", "Les Mots Passeurs", (phone, fax)),
        HistorySpecimen(
            now() - dt.timedelta(days=30), "", "confirmée", "Les Mots Passeurs", note="par téléphone"
        ),
    ]
