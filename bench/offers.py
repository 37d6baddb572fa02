"""Finds among 10,000 and 100,000 offers over the real communes, then among a million entries: in the engine, over HTTP,
after a write.

    python -m bench offers              # OFFERS="10000 100000 1000000" chooses the sizes

Aims (issue 3, section 5), at 100,000 over HTTP with facet counts: 20 ms of CPU for commune + theme + audience, 40 ms for
a common word. The strongest public peer (FastAPI on PostGIS) needs 57 to 81 ms without facets, and 980 ms for a common word.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from itertools import pairwise

import django

os.environ.setdefault("API_REQUESTS_PER_MINUTE", "1000000")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import Sum  # noqa: E402
from django.db.models.functions import Length  # noqa: E402
from django.test import Client  # noqa: E402

from bench.measure import measure  # noqa: E402
from bench.offers_data import build_offers  # noqa: E402
from bench.offers_times import multiply  # noqa: E402
from maillage.cadastre.actions.offers import edit_offer  # noqa: E402
from maillage.cadastre.indexing.writing import rebuild  # noqa: E402
from maillage.cadastre.models import Offer, OfferEntry, OfferPosting  # noqa: E402
from maillage.cadastre.queries.finding import Question, find_offers  # noqa: E402
from maillage.cadastre.replica import forget_replica, offers_index  # noqa: E402
from maillage.core.offers.keys import Family  # noqa: E402
from maillage.core.readers import SYSTEM, VISITOR  # noqa: E402
from maillage.records.reference import load_reference  # noqa: E402
from maillage.territory.models import Territory  # noqa: E402

SIZES = (10_000, 100_000)
BIG, TIMES = 100_000, 10
"""From this size on, the same offers at so many places are searched too."""
PLACED_AIM, COMMON_AIM = 20, 40


def main() -> int:
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    load_reference()
    built = 0
    placed: dict[int, float] = {}
    for size in [int(one) for one in os.environ.get("OFFERS", "").split()] or SIZES:
        build_offers(size - built)
        built = size
        placed[size] = _measured(size)
    if built >= BIG:
        placed[built * TIMES] = _multiplied()
    sizes = sorted(placed)
    for less, more in pairwise(sizes):
        ratio = placed[more] / placed[less]
        print(
            f"\nfrom {less} to {more} offers, commune + theme over HTTP costs {ratio:.2f} times as much (aim: under 3)"
        )
    return 0


def _multiplied() -> float:
    """As `_measured`, with every offer at ten places."""
    started = time.perf_counter()
    entries = multiply(TIMES)
    print(
        f"\n--- {entries} entries: each offer at {TIMES} places ({time.perf_counter() - started:.0f} s to copy)"
    )
    return _searched(big=False)


def _measured(size: int) -> float:
    """Prints everything at one size; returns the CPU of commune + theme over HTTP, in ms."""
    started = time.perf_counter()
    entries = rebuild()
    seconds = time.perf_counter() - started
    print(
        f"\n--- {size} offers: {entries} entries indexed in {seconds:.0f} s ({entries / seconds:.0f} a second)"
    )
    cpu = _searched(big=size >= BIG)
    _write_to_visible()
    return cpu


def _searched(*, big: bool) -> float:
    bits = OfferPosting.objects.aggregate(total=Sum(Length("bits")))["total"] or 0
    print(f"postings: {OfferPosting.objects.count()} rows, {bits / 1e6:.1f} MB")
    forget_replica()
    started = time.perf_counter()
    with offers_index() as index:
        keys = index.size
    print(f"a process reads the index in {time.perf_counter() - started:.2f} s: {keys} keys")
    commune, theme, audience, rare = _ground()
    _engine(commune, theme, audience, rare)
    return _over_http(commune, theme, audience, rare, big=big)


def _ground() -> tuple[Territory, str, str, str]:
    """The commune with most offers, a theme and an audience, a word that one offer bears."""
    with offers_index() as index:
        fullest = max(index._values[str(Family.THEME)], key=lambda key: len(index.bearing(key)))
        people = max(index._values[str(Family.AUDIENCE)], key=lambda key: len(index.bearing(key)))
    communes = Territory.objects.filter(sites__isnull=False, level=Territory.Level.COMMUNE).distinct()
    counted = {one: find_offers(Question(place=one.pk, facets=False), VISITOR).count for one in communes[:60]}
    rare = Offer.objects.order_by("-pk").values_list("text", flat=True).first() or ""
    return max(counted, key=lambda one: counted[one]), fullest[2:], people[2:], rare.split()[-1]


def _engine(commune: Territory, theme: str, audience: str, rare: str) -> None:
    print("in the engine (facets, first page)")
    themed = {Family.THEME: (theme,)}
    narrow = {**themed, Family.AUDIENCE: (audience,), Family.MODE: (Offer.Mode.COLLECTIVE,)}
    asked = {
        "commune + theme": Question(place=commune.pk, values=themed),
        "commune + theme + audience + mode": Question(place=commune.pk, values=narrow),
        f"rare word « {rare} »": Question(text=rare),
        "common word « français »": Question(text="français"),
        "two words and filters in 10 km": Question(
            text="atelier parents", place=commune.pk, radius=10, values=themed
        ),
        "mistyped « françias »": Question(text="françias"),
        "page 200": Question(page=200),
        "a whole province, no words": Question(place=_province(commune), per_page=100),
    }
    for label, question in asked.items():
        count = find_offers(question, VISITOR).count
        measure(f"  {label} ({count})", lambda question=question: find_offers(question, VISITOR))


def _province(commune: Territory) -> int:
    found = Territory.objects.filter(parts_inside__part=commune, level=Territory.Level.PROVINCE).first()
    return found.pk if found else commune.pk


def _code(territory_id: int) -> str:
    return Territory.objects.get(pk=territory_id).code


def _over_http(commune: Territory, theme: str, audience: str, rare: str, *, big: bool) -> float:
    print("over HTTP, JSON with facets, then the page")
    client = Client()
    code = commune.code
    addresses: dict[str, tuple[str, float | None]] = {
        "commune + theme": (f"/api/v1/offers?commune={code}&theme={theme}&facets=true", None),
        "commune + theme + audience": (
            f"/api/v1/offers?commune={code}&theme={theme}&audience={audience}&facets=true",
            PLACED_AIM if big else None,
        ),
        "common word": ("/api/v1/offers?q=fran%C3%A7ais&facets=true", COMMON_AIM if big else None),
        "rare word": (f"/api/v1/offers?q={rare}&facets=true", None),
        "mistyped": ("/api/v1/offers?q=fran%C3%A7ias&facets=true", None),
        "page of the search": ("/cours-et-services/?q=fran%C3%A7ais", None),
        "map of a province": (f"/cours-et-services/carte.json?lieu={_code(_province(commune))}", None),
        "map of everything": ("/cours-et-services/carte.json", None),
        "page of a commune and a theme": (f"/cours-et-services/?lieu={code}&theme={theme}", None),
    }
    found = {label: _opened(client, f"  {label}", *asked) for label, asked in addresses.items()}
    return found["commune + theme"]


def _opened(client: Client, label: str, address: str, aim: float | None) -> float:
    def opened() -> None:
        response = client.get(address, headers={"Cache-Control": "no-cache"})
        if response.status_code != 200:
            msg = f"{address} answered {response.status_code}: {response.content[:200]!r}"
            raise RuntimeError(msg)

    return measure(label, opened, aim=aim).cpu


def _write_to_visible(runs: int = 15) -> None:
    """From the click on « Enregistrer » to the answer that holds the new words."""
    times = []
    for number in range(runs):
        offer = Offer.objects.select_related("organisation").order_by("pk")[number]
        started = time.perf_counter()
        edit_offer(by=SYSTEM, offer=offer, seen=offer.version, fields={"title": f"Nouveauté zyx{number}"})
        assert find_offers(Question(text=f"zyx{number}", verbatim=True), VISITOR).count == 1
        times.append((time.perf_counter() - started) * 1000)
    print(
        f"from a write to its being found: p50 {statistics.median(times):.0f} ms, longest {max(times):.0f} ms"
    )
    print(f"entries: {OfferEntry.objects.count()}")


if __name__ == "__main__":
    sys.exit(main())
