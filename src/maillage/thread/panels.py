"""« Le fil rouge » on the page of a space: threads that came to something, and how many wait for a sequel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from maillage.core.readers import Reader
from maillage.network.models import Space
from maillage.thread.queries.finished import finished_threads
from maillage.thread.queries.threads import count_silent
from maillage.ui.panels import Panel


def _of_space(space: Space, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    strips = finished_threads(reader, day, space=space, most=2)
    silent = count_silent(space.pk, reader, day)
    if not strips and not silent:
        return None
    url = f"{reverse('thread:items')}?espace={space.uid}"
    return {"strips": strips, "silent": silent, "url": url, "silent_url": f"{url}&suite=oubliee"}


threads_panel = Panel("thread/panel.html", _of_space)
