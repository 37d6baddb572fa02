"""The network at the design ceiling: 8,000 organisations, 30,000 people, 600 spaces, 100,000 memberships. Fixed seed."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from maillage.accounts.models import Person
from maillage.core.readers import PUBLIC, space_key
from maillage.network.models import (
    Accreditation,
    Membership,
    Organisation,
    OrganisationName,
    Post,
    Site,
    Space,
    SpaceHost,
    SpaceScope,
)
from maillage.records.clock import now, today
from maillage.records.identity import new_uid
from maillage.territory.models import Territory
from maillage.vocabulary.models import Term

ORGANISATIONS, PEOPLE, SPACES, MEMBERSHIPS = 8_000, 30_000, 600, 100_000
BATCH = 2_000
FIRST = [
    "Maison",
    "Atelier",
    "Centre",
    "Service",
    "École",
    "Espace",
    "Collectif",
    "Relais",
    "Coordination",
    "Mission",
    "Régie",
    "Comité",
]
SECOND = [
    "des Langues",
    "du Pont",
    "de la Meuse",
    "des Coteaux",
    "Solidaire",
    "des Forges",
    "du Canal",
    "Citoyenne",
    "de l’Écluse",
    "des Familles",
    "de Santé",
    "du Logement",
    "de l’Emploi",
    "des Cultures",
    "Interculturel",
    "de Quartier",
    "des Savoirs",
    "d’Accueil",
    "Juridique",
    "du Parc",
]
GIVEN = [
    "Anne",
    "Luc",
    "Inès",
    "Mehdi",
    "Claire",
    "Aïcha",
    "Benoît",
    "Fatou",
    "Thomas",
    "Leïla",
    "Youssef",
    "Sophie",
    "Karim",
    "Olena",
    "Éric",
]
FAMILY = [
    "Dubois",
    "Lambert",
    "Diallo",
    "Renard",
    "Marchal",
    "Haddad",
    "Noël",
    "Traoré",
    "Simon",
    "Nguyen",
    "Bah",
    "Collard",
    "Öztürk",
    "Petit",
]


@dataclass(frozen=True, slots=True)
class Network:
    """Ids of what was built; `forty` is the uid of a space with exactly 40 members."""

    organisations: list[int]
    spaces: list[int]
    forty: str


def build_network() -> Network:
    """Needs the reference data. Written in bulk, past the actions: this is scenery, not a test of them."""
    chance = random.Random(2026)
    communes = list(Territory.objects.filter(level="commune", parent__isnull=False).as_of().order_by("id"))
    walloon = [one for one in communes if one.code[:1] in "25689"] or communes
    organisations = _organisations(chance, walloon)
    _people(chance, organisations)
    spaces, forty = _spaces(chance, organisations, walloon)
    return Network(organisations=organisations, spaces=spaces, forty=forty)


def _organisations(chance: random.Random, communes: list[Territory]) -> list[int]:
    sectors = list(Term.objects.filter(scheme__code="sector"))
    kinds = list(Term.objects.filter(scheme__code="organisation-kind"))
    accreditations = list(Term.objects.filter(scheme__code="accreditation"))
    rows, sites = [], []
    for number in range(ORGANISATIONS):
        commune = chance.choice(communes)
        rows.append(
            Organisation(
                name=f"{chance.choice(FIRST)} {chance.choice(SECOND)} {commune.name} {number}",
                ownership=chance.choice(Organisation.Ownership.values),
                line=chance.choice(Organisation.Line.values),
                email=f"contact{number}@example.org",
                checked_on=today() - dt.timedelta(days=chance.randrange(700)),
                confirmed_at=now(),
                is_host=number < 10,
            )
        )
        sites.append((number, commune))
    made = Organisation.objects.bulk_create(rows, batch_size=BATCH)
    OrganisationName.objects.bulk_create(
        (OrganisationName(organisation=one, name=one.name) for one in made), batch_size=BATCH
    )
    Site.objects.bulk_create(
        (
            Site(organisation=made[number], street="rue des Exemples 1", territory=commune, is_main=True)
            for number, commune in sites
        ),
        batch_size=BATCH,
    )
    links = Organisation.sectors.through
    links.objects.bulk_create(
        (
            links(organisation_id=one.pk, term_id=term.pk)
            for one in made
            for term in chance.sample(sectors, k=min(2, len(sectors)))
        ),
        batch_size=BATCH,
    )
    of_kind = Organisation.kinds.through
    of_kind.objects.bulk_create(
        (of_kind(organisation_id=one.pk, term_id=chance.choice(kinds).pk) for one in made), batch_size=BATCH
    )
    Accreditation.objects.bulk_create(
        (
            Accreditation(organisation=one, term=chance.choice(accreditations), valid_from=dt.date(2024, 1, 1))
            for one in made
            if chance.random() < 0.4
        ),
        batch_size=BATCH,
    )
    return [one.pk for one in made]


def _people(chance: random.Random, organisations: list[int]) -> None:
    made = Person.objects.bulk_create(
        (
            Person(
                given_name=chance.choice(GIVEN),
                family_name=f"{chance.choice(FAMILY)}-{number}",
                email=f"personne{number}@example.org",
            )
            for number in range(PEOPLE)
        ),
        batch_size=BATCH,
    )
    functions = list(Term.objects.filter(scheme__code="function"))
    Post.objects.bulk_create(
        (
            Post(
                person=one,
                organisation_id=chance.choice(organisations),
                function=chance.choice(functions),
                valid_from=dt.date(2020, 1, 1),
            )
            for one in made
        ),
        batch_size=BATCH,
    )


def _spaces(
    chance: random.Random, organisations: list[int], communes: list[Territory]
) -> tuple[list[int], str]:
    kinds = list(Term.objects.filter(scheme__code="space-kind"))
    themes = list(Term.objects.filter(scheme__code="theme"))
    rows = []
    for number in range(SPACES):
        uid, restricted = new_uid(), number % 20 == 0
        rows.append(
            Space(
                uid=uid,
                name=f"Plateforme {chance.choice(SECOND)} {number}",
                kind=chance.choice(kinds),
                restricted=restricted,
                audience=space_key(uid) if restricted else PUBLIC,
            )
        )
    made = Space.objects.bulk_create(rows, batch_size=BATCH)
    SpaceHost.objects.bulk_create(
        SpaceHost(space=one, organisation_id=chance.choice(organisations[:10])) for one in made
    )
    through = Space.themes.through
    through.objects.bulk_create(through(space_id=one.pk, term_id=chance.choice(themes).pk) for one in made)
    scopes = SpaceScope.objects.bulk_create(SpaceScope(space=one) for one in made)
    places = SpaceScope.territories.through
    places.objects.bulk_create(
        places(spacescope_id=scope.pk, territory_id=chance.choice(communes).pk) for scope in scopes
    )
    _memberships(chance, made, organisations)
    return [one.pk for one in made], made[1].uid


def _memberships(chance: random.Random, spaces: list[Space], organisations: list[int]) -> None:
    """The second space has exactly 40 members; the others share the rest, members of today and of before."""
    sizes = [0] * len(spaces)
    sizes[1] = 40
    others = [number for number in range(len(spaces)) if number != 1]
    for number in range(MEMBERSHIPS - 40):
        sizes[others[number % len(others)]] += 1
    rows = []
    for space, size in zip(spaces, sizes, strict=True):
        for rank, organisation in enumerate(chance.sample(organisations, k=size)):
            ended = dt.date(2023, 12, 31) if size > 40 and rank % 3 == 0 else None
            rows.append(
                Membership(
                    space=space,
                    organisation_id=organisation,
                    valid_from=dt.date(2021, 1, 1),
                    valid_to=ended,
                )
            )
    Membership.objects.bulk_create(rows, batch_size=BATCH)
