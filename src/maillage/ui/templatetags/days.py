"""Days written in full, as French writes them."""

from __future__ import annotations

import datetime as dt

from django import template

from maillage.ui.days import in_words

register = template.Library()


@register.filter(expects_localtime=True)
def day_in_words(day: dt.date | str | None) -> str:
    """`{{ post.valid_from|day_in_words }}`: « 1er janvier 2026 »; nothing for no day."""
    return in_words(day) if isinstance(day, dt.date) else ""
