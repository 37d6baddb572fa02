"""Demands, courses and their ground for tests: made by the same actions as the screens use."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tests.network.factories import make_organisation, make_site, make_territory

from maillage.cadastre.actions.demand import LevelCount, state_demands
from maillage.cadastre.actions.offers import LevelSaid, register_offer
from maillage.cadastre.actions.sessions import add_session
from maillage.cadastre.models import ExpressedDemand, OfferSession
from maillage.core.readers import SYSTEM, Reader
from maillage.network.models import Organisation
from maillage.territory.models import Territory
from maillage.vocabulary.models import Scheme, Term

Level = Territory.Level
ORAL = "lire-et-ecrire-oral"


def term_of(scheme: str, notation: str, **fields: Any) -> Term:
    """A term of a scheme, in the order in which a test first names them."""
    kind = Scheme.Kind.SCALE if scheme in (ORAL, "cefr", "lire-et-ecrire-written") else Scheme.Kind.LIST
    held, _ = Scheme.objects.get_or_create(code=scheme, defaults={"name": scheme, "kind": kind})
    rank = held.terms.count()
    found, _ = Term.objects.get_or_create(
        scheme=held, notation=notation, defaults={"name": notation, "rank": rank, **fields}
    )
    return found


def make_vocabulary() -> None:
    for notation in ("alpha", "fle"):
        term_of("course-type", notation)
    for notation in ("OD", "O1", "O2"):
        term_of(ORAL, notation)
    for notation in ("A1", "A2", "B1"):
        term_of("cefr", notation)
    women = term_of("audience", "femmes")
    term_of("audience", "mamans", broader=women)
    term_of("audience", "jeunes")


@dataclass(frozen=True)
class Country:
    """A province with two communes, one of which has a quarter; a commune elsewhere."""

    province: Territory
    liege: Territory
    outremeuse: Territory
    seraing: Territory
    namur: Territory


def make_country() -> Country:
    make_vocabulary()
    province = make_territory("Province de Liège", Level.PROVINCE)
    liege = make_territory("Liège", parent=province)
    return Country(
        province,
        liege,
        make_territory("Outremeuse", Level.QUARTER, parent=liege),
        make_territory("Seraing", parent=province),
        make_territory("Namur", parent=make_territory("Province de Namur", Level.PROVINCE)),
    )


def a_demand(
    territory: Territory,
    people: int,
    day: dt.date,
    *,
    level: str = "",
    scale: str = ORAL,
    course: str = "fle",
    by: Reader = SYSTEM,
    uid: str = "",
    **fields: Any,
) -> ExpressedDemand:
    """`a_demand(liege, 12, day, level="OD")`: 12 people at oral beginner."""
    chosen = term_of(scale, level) if level else None
    written = {
        "territory": territory,
        "course_type": term_of("course-type", course) if course else None,
        "counted_on": day,
        "source_kind": ExpressedDemand.SourceKind.WAITING_LIST,
        "source": "Liste d’attente",
        **fields,
    }
    count = LevelCount(people, "oral" if chosen else "", chosen)
    (stated,) = state_demands(by=by, fields=written, counts=[count], uid=uid)  # type: ignore[arg-type]
    return stated


def a_course(
    territory: Territory,
    capacity: int | None,
    *,
    entry: str = "",
    leaves: str = "",
    course: str = "fle",
    scale: str = ORAL,
    operator: Organisation | None = None,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
    **fields: Any,
) -> OfferSession:
    """A session of a course: `entry="OD", leaves="O2"` takes oral beginners and oral 1."""
    held_by = operator or make_organisation()
    said = LevelSaid(
        "oral", scale, term_of(scale, entry) if entry else None, term_of(scale, leaves) if leaves else None
    )
    offer = register_offer(
        by=SYSTEM,
        organisation=held_by,
        fields={
            "kind": "training",
            "title": "Français",
            "course_type": term_of("course-type", course),
            **fields,
        },  # type: ignore[typeddict-item]
        levels=[said] if entry or leaves else [],
    )
    site = make_site(held_by, territory=territory)
    when = {"first_day": first_day, "last_day": last_day}
    return add_session(by=SYSTEM, offer=offer, fields={"site": site, "capacity": capacity, **when})  # type: ignore[typeddict-item]
