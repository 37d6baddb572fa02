"""Rules of the house about who may know whom."""

from __future__ import annotations

import configparser
from pathlib import Path

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

from config.rooms import ROOMS

ROOT = Path(__file__).resolve().parents[2]
ORDER = ("core", *ROOMS)


def test_import_linter_holds_the_same_order_as_the_settings() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    layers = contracts["importlinter:contract:rooms"]["layers"].split()
    assert list(reversed(layers)) == list(ORDER)


def test_every_folder_of_the_house_is_a_room() -> None:
    folders = {place.parent.name for place in (ROOT / "src/maillage").glob("*/__init__.py")}
    assert folders == set(ORDER)


def test_no_foreign_key_points_to_a_higher_room() -> None:
    climbing = []
    for model in apps.get_models():
        room = _room(model.__module__)
        if room is None:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, (ForeignKey, ManyToManyField, OneToOneField)):
                other = _room(field.related_model.__module__)
                if other is not None and ORDER.index(other) > ORDER.index(room):
                    climbing.append(f"{model.__name__}.{field.name} → {other}")
    assert climbing == []


def _room(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "maillage" else None
