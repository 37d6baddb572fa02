"""Choosing a space in a form: several have the same name, so each says who holds it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet

from maillage.core.readers import Reader
from maillage.network.models import Space
from maillage.network.queries.spaces import hosts_on
from maillage.records.clock import today


class SpaceChoiceField(forms.ModelChoiceField):
    """« Plateforme Citoyenneté – CAI ». The form gives what the reader may choose from with `offer`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Space.objects.none(), **kwargs)

    def offer(self, spaces: QuerySet[Space], reader: Reader) -> None:
        hosts = Prefetch("hosts", hosts_on(today(), reader), to_attr="hosts_on_day")
        self.queryset = spaces.prefetch_related(hosts).order_by("sort_name", "pk")

    def label_from_instance(self, space: Any) -> str:
        hosts = [host.organisation.short_name or host.organisation.name for host in space.hosts_on_day]
        return f"{space.name} – {', '.join(hosts)}" if hosts else str(space.name)
