"""What the installation holds about a person, from every room: for the page, for the archive to take away."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime

from maillage.accounts.models import Person
from maillage.accounts.registries import personal_data
from maillage.ui.days import in_words


@dataclass(frozen=True, slots=True)
class Section:
    """What one room holds: rows of labels and values, ready to be shown."""

    title: str
    data: Mapping[str, Any] | list[Any]

    @property
    def rows(self) -> list[list[tuple[str, str]]]:
        entries = self.data if isinstance(self.data, list) else [self.data]
        return [_pairs(entry) for entry in entries if entry]


def data_of(person: Person) -> list[Section]:
    return [Section(held.title, held.export(person)) for held in personal_data]


def archive_of(person: Person) -> bytes:
    """A zip: `donnees.json` for machines, `donnees.html` to read, `fichiers/` for one's own files."""
    sections = data_of(person)
    everything = {section.title: section.data for section in sections}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("donnees.json", _as_json(everything))
        archive.writestr("donnees.html", render_to_string("accounts/export.html", {"sections": sections}))
        for held in personal_data:
            for name, content in held.files(person) if held.files else ():
                archive.writestr(f"fichiers/{name}", content)
    return buffer.getvalue()


def _as_json(data: object) -> str:
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def _pairs(entry: object) -> list[tuple[str, str]]:
    if not isinstance(entry, Mapping):
        return [("", _in_words(entry))]
    return [
        (str(capfirst(label)), _in_words(value))
        for label, value in entry.items()
        if value not in ("", None, [], {})
    ]


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, dt.datetime):
        return f"{in_words(localtime(value))} à {date_format(localtime(value), 'TIME_FORMAT')}"
    if isinstance(value, dt.date):
        return in_words(value)
    if isinstance(value, Mapping):
        return " ; ".join(f"{label} : {_in_words(inner)}" for label, inner in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_in_words(inner) for inner in value)
    return str(value)
