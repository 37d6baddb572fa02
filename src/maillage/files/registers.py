"""What this room adds to `accounts`: the photo on the profile, its place in one's own data, and its audience."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.files.storage import default_storage

from maillage.accounts.models import Person
from maillage.accounts.registries import PersonalData, after_profile, personal_data, profile_panels
from maillage.core.readers import Reader
from maillage.files.actions import remove_file
from maillage.files.models import StoredFile
from maillage.files.photos import follow_profile
from maillage.ui.panels import Panel
from maillage.ui.registries import PrivacyPurpose, privacy_purposes

PRIVACY = PrivacyPurpose(
    title="Partager des fichiers",
    data="fichier, nom de la personne qui le dépose ; les images perdent leurs informations cachées",
    basis="mission d’intérêt public ou intérêt légitime (RGPD, articles 6.1.e et 6.1.f)",
    kept="aussi longtemps que la page qui le porte",
    seen_by="ceux qui voient cette page",
)


def _photo_panel(person: Person, reader: Reader, day: dt.date) -> dict[str, Any]:
    del reader, day
    return {"person": person}


def _held(person: Person) -> list[Any]:
    files = StoredFile.objects.filter(uploaded_by=person.uid).order_by("-id")
    return [{"nom": file.name, "taille en octets": file.size, "déposé le": file.uploaded_at} for file in files]


def _contents(person: Person) -> Iterable[tuple[str, bytes]]:
    for file in StoredFile.objects.filter(uploaded_by=person.uid).order_by("id"):
        if default_storage.exists(file.place):
            with default_storage.open(file.place) as content:
                yield f"{file.uid}-{file.name}", content.read()


def _erase(person: Person) -> None:
    """The photo goes; what was uploaded for the network stays with it, by nobody."""
    if person.photo:
        remove_file(uid=person.photo)
    StoredFile.objects.filter(uploaded_by=person.uid).update(uploaded_by="")


def register() -> None:
    profile_panels.add("photo", Panel("files/photo_panel.html", _photo_panel), rank=10)
    after_profile.add("photo", follow_profile)
    privacy_purposes.add("files", PRIVACY, rank=40)
    personal_data.add("files", PersonalData("Fichiers déposés", _held, _erase, _contents), rank=80)
