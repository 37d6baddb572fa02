"""The list « Courrier »."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse

from maillage.mailing.models import Message
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing

TONES = {
    Message.State.QUEUED: "warn",
    Message.State.TO_COPY: "warn",
    Message.State.FAILED: "bad",
    Message.State.UNSENT: "bad",
}


def _address(message: Message) -> str:
    return reverse("mailing:message", args=[message.uid])


def _state(message: Message) -> str:
    tone = TONES.get(Message.State(message.state), "ok")
    return render_to_string("mailing/state.html", {"label": message.get_state_display(), "tone": tone})


OUTBOX = Listing(
    title="Courrier",
    nothing="Aucun message",
    one="message",
    many="messages",
    columns=(
        ListColumn("objet", "Objet", "subject", link=_address),
        ListColumn("a", "À", "recipient"),
        ListColumn("ecrit", "Écrit le", "created_at", sort="id", kind=ColumnKind.MOMENT),
        ListColumn("etat", "État", "get_state_display", sort="state", show=_state),
        ListColumn("raison", "Raison", "error", on_screen=False),
    ),
    filters=(Filter("etat", "État", field="state", choices=Message.State.choices),),
    search=("find_key",),
    search_label="Objet ou destinataire",
    default_sort="-ecrit",
    empty_hint="Les invitations, les demandes de confirmation et les codes de connexion apparaîtront ici.",
)
