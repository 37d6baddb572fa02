"""`{% load thread %}{% thread_of item %}`: where a step comes from and what came of it, on any page."""

from __future__ import annotations

from typing import Any

from django import template

from maillage.core.readers import VISITOR
from maillage.thread.models import Item
from maillage.thread.queries import threads

register = template.Library()

SHOWN = 6
"""Steps each way beside an object; the page of the thread shows them all."""


@register.inclusion_tag("thread/beside.html", takes_context=True)
def thread_of(context: template.Context, item: Item) -> dict[str, Any]:
    """« D’où cela vient-il ? » and « Quelles suites ? », the nearest steps; filtered by what the reader may see."""
    reader = getattr(context["request"], "reader", VISITOR)
    found = threads.thread_of(item, reader)
    return {"thread": found, "before": found.before[-SHOWN:], "after": found.after[:SHOWN], "item": item}
