"""What the lists of news and of watch notes share: tabs, and « M’avertir » with the filters of the moment."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.ui.templatetags.components import Tab

TABS = (("news", "Nouvelles"), ("watch_notes", "Notes de veille"))


def chronicle_tabs(current: str) -> list[Tab]:
    return [Tab(_(label), reverse(f"chronicle:{name}"), current=name == current) for name, label in TABS]


CARRIED = ("theme", "territoire", "genre")
LONGEST = 40


def alert_url(request: HttpRequest, source: str) -> str:
    """`/avis/nouveau/`, asking for what the list is narrowed to."""
    narrowed = {name: request.GET[name][:LONGEST] for name in CARRIED if request.GET.get(name)}
    return f"{reverse('chronicle:new_alert')}?{urlencode({'quoi': source, **narrowed})}"
