"""The tabs that news and watch notes share."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.ui.templatetags.components import Tab

TABS = (("news", "Nouvelles"), ("watch_notes", "Notes de veille"))


def chronicle_tabs(current: str) -> list[Tab]:
    return [Tab(_(label), reverse(f"chronicle:{name}"), current=name == current) for name, label in TABS]
