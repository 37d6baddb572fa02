"""What templates of this room ask of a space: its pictogram, the next steps of its state, the legal form it took."""

from __future__ import annotations

from django import template

from maillage.core.transitions import Transition
from maillage.network.models import Organisation, Space
from maillage.network.queries.space_history import legal_form_in_words
from maillage.network.states import SPACE

register = template.Library()

PICTOGRAMS = {
    "accueil": "map",
    "citoyennete": "building-library",
    "culture": "musical-note",
    "enfance-famille": "face-smile",
    "enseignement-formation-emploi": "academic-cap",
    "fle": "language",
    "alpha": "pencil",
    "isp": "briefcase",
    "juridique-justice": "scale",
    "logement": "home",
    "mobilite": "truck",
    "precarite": "lifebuoy",
    "sante": "heart",
    "vie-associative": "share",
    "vivre-ensemble": "hand-raised",
    "documentation": "book-open",
}


@register.filter
def pictogram(space: Space) -> str:
    """The heroicon of its first theme, else of that theme's general term."""
    for term in space.themes.all():
        for notation in (term.notation, term.broader.notation if term.broader else ""):
            if notation in PICTOGRAMS:
                return PICTOGRAMS[notation]
    return "user-group"


@register.filter
def in_its_legal_form(organisation: Organisation) -> str:
    """What follows « constituée en »."""
    return legal_form_in_words(organisation)


@register.filter
def next_steps(space: Space) -> tuple[Transition, ...]:
    """The buttons, drawn from the table of states."""
    return SPACE.open_from(space.status)
