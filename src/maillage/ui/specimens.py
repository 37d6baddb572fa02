"""What the style page shows: invented words only, and every state of every component."""

from __future__ import annotations

import datetime as dt
from typing import Any

from maillage.records.clock import today
from maillage.ui.templatetags.components import Figure, Tab


def specimens() -> dict[str, Any]:
    day = today()
    return {
        "day": day,
        "tabs": [Tab("Aujourd’hui", "#", current=True), Tab("Membres", "#", count=41), Tab("Historique", "#")],
        "figures": [
            Figure(412, "offres", "#", "au 1er novembre"),
            Figure(96, "organisations", "#"),
            Figure(31, "plateformes et groupes", "#"),
        ],
        "facts": [("Téléphone", "04 000 00 00"), ("Adresse", "rue de l’Exemple 1, 4000 Liège"), ("Fax", "")],
        "confirmed": [
            day,
            day - dt.timedelta(days=20),
            day - dt.timedelta(days=400),
            day - dt.timedelta(days=800),
            None,
        ],
        "cloths": [f"exemple{number}" for number in range(12)],
        "icons": ["users", "home-modern", "academic-cap", "heart", "scale", "language"],
    }
