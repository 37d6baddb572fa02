"""Loading the demonstration, once; starting it over."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from maillage.demo.models import DemoLoad
from maillage.records.clock import today


def demo_is_loaded() -> bool:
    return DemoLoad.objects.exists()


def load_demo() -> None:
    """All or nothing: a start that was cut off leaves no half network."""
    with transaction.atomic():
        DemoLoad.objects.create(relative_to=today())


def empty_installation() -> None:
    """Empties the database and the files. Only the demonstration's own verb calls it."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(Path(settings.DATA_DIR) / "files", ignore_errors=True)
