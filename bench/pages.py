"""The pages people open most, on the network at the design ceiling: CPU, queries, p50 and p95 (issue 2, section 8).

CPU is that of the Python process: on SQLite it holds the whole work, on PostgreSQL the server's own comes on top.
The comparable Django system measured on such a machine needs 80 ms of CPU for its public page.
"""

from __future__ import annotations

import time

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.measure import Measure, measure  # noqa: E402
from bench.network_data import build_network  # noqa: E402
from maillage.accounts.actions import make_administrator  # noqa: E402
from maillage.core.readers import SYSTEM  # noqa: E402
from maillage.network.models import Organisation, Space  # noqa: E402
from maillage.records.reference import load_reference  # noqa: E402
from maillage.search.actions import reindex  # noqa: E402
from maillage.territory.models import Territory  # noqa: E402
from maillage.vocabulary.models import Term  # noqa: E402

LIST_AIM, SEARCH_AIM, PLACE_AIM = 15, 10, 50


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    started = time.perf_counter()
    call_command("migrate", verbosity=0)
    load_reference()
    network = build_network()
    counts = reindex()
    built = time.perf_counter() - started
    print(
        f"built in {built:.0f} s: {Organisation.objects.count()} organisations, {sum(counts.values())} documents"
    )
    visitor, administrator = Client(), Client()
    administrator.force_login(
        make_administrator(by=SYSTEM, email="bench@example.org"), backend=settings.AUTHENTICATION_BACKENDS[0]
    )
    addresses = _addresses(network.forty)
    import config.wsgi  # noqa: F401 - the process is settled as the server's are

    for label, (address, aim) in addresses.items():
        _measured(label, visitor, address, aim)
    print("\nthe same, for who administers")
    for label in ("home", "directory", "organisation", "space of 40 members"):
        address, aim = addresses[label]
        _measured(label, administrator, address, aim)


def _measured(label: str, client: Client, address: str, aim: float | None) -> Measure:
    def opened() -> None:
        response = client.get(address)
        if response.status_code != 200:
            msg = f"{address} answered {response.status_code}"
            raise RuntimeError(msg)

    return measure(label, opened, aim=aim)


def _addresses(forty: str) -> dict[str, tuple[str, float | None]]:
    directory, search = reverse("network:organisations"), reverse("search:search")
    liege = Territory.objects.get(code="60000")
    seraing = Territory.objects.as_of().get(code="62096")
    sector = Term.objects.filter(scheme__code="sector").order_by("id").first()
    organisation = Organisation.objects.order_by("id")[4000:4001].get()
    space = Space.objects.get(uid=forty)
    places = reverse("territory:search")
    return {
        "home": (reverse("desk:home"), LIST_AIM),
        "directory": (directory, LIST_AIM),
        "directory: sector": (f"{directory}?secteur={sector.notation}", LIST_AIM),
        "directory: province": (f"{directory}?territoire={liege.uid}", LIST_AIM),
        "directory: commune, sector": (
            f"{directory}?territoire={seraing.uid}&secteur={sector.notation}",
            LIST_AIM,
        ),
        "directory: words": (f"{directory}?q=maison+meuse", LIST_AIM),
        "directory: a deep page": (f"{directory}?page=60", LIST_AIM),
        "platforms and groups": (reverse("network:spaces"), LIST_AIM),
        "organisation": (reverse("network:organisation", args=[organisation.address]), LIST_AIM),
        "space of 40 members": (reverse("network:space", args=[space.address]), LIST_AIM),
        "place finder: Jemeppe": (f"{places}?champ=ou&ou=Jemeppe", PLACE_AIM),
        "place finder: mistyped": (f"{places}?champ=ou&ou=Flemale", PLACE_AIM),
        "search: a rare word": (f"{search}?q=4217", SEARCH_AIM),
        "search: a common word": (f"{search}?q=maison", SEARCH_AIM),
        "search: two words": (f"{search}?q=relais+juridique", SEARCH_AIM),
        "search: mistyped": (f"{search}?q=juridiqe", SEARCH_AIM),
    }


if __name__ == "__main__":
    main()
