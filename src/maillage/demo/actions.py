"""Loading the demonstration, once; starting it over."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from maillage.demo.alive import knock_at_doors, let_sheets_age, open_accounts, run_a_campaign
from maillage.demo.chronicle import load_chronicle
from maillage.demo.concertation import load_concertation
from maillage.demo.consultation import load_consultations
from maillage.demo.coverage import load_demand
from maillage.demo.example_spaces import load_example_spaces
from maillage.demo.field import load_field
from maillage.demo.models import DemoLoad
from maillage.demo.offers import load_offers
from maillage.demo.real import load_real_networks
from maillage.demo.trois_rives import load_operators
from maillage.records.clock import today
from maillage.search.actions import indexed_together


def demo_is_loaded() -> bool:
    return DemoLoad.objects.exists()


def load_demo() -> None:
    """All or nothing: a start that was cut off leaves no half network. Nothing that a user entered is touched."""
    day = today()
    with transaction.atomic(), indexed_together():
        real = load_real_networks()
        network = load_operators(day)
        spaces = load_example_spaces(network, real, day)
        open_accounts()
        load_offers(network, day)
        load_demand(network, day)
        let_sheets_age(network, day)
        run_a_campaign(network)
        knock_at_doors(network, spaces, day)
        load_chronicle(network, spaces, day)
        load_concertation(network, spaces, day)
        load_consultations(spaces, day)
        load_field(network, spaces, day)
        DemoLoad.objects.create(relative_to=day)


def empty_installation() -> None:
    """Empties the database and the files. Only the demonstration's own verb calls it."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(Path(settings.DATA_DIR) / "files", ignore_errors=True)
