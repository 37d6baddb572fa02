"""The invented centre of the Trois-Rives, where everything alive happens: operators, people, spaces, memberships."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from maillage.demo.content import example, operators
from maillage.demo.grounds import by_code, commune, zone
from maillage.demo.hand import HAND
from maillage.demo.people import Staff, domain_of
from maillage.network.actions.accreditations import add_accreditation
from maillage.network.actions.organisations import SheetFields, make_host, register_organisation
from maillage.network.actions.profile import describe_organisation
from maillage.network.actions.sites import add_site
from maillage.network.models import Organisation, Post
from maillage.territory.models import Territory
from maillage.vocabulary.codes import Code
from maillage.vocabulary.queries import term

STREETS = (
    "rue des Exemples",
    "quai de l’Invention",
    "place du Modèle",
    "avenue du Spécimen",
    "chemin de l’Essai",
)
INCOME = ("agrement", "facultatif", "appel-a-projets", "local", "activites", "cotisations", "dons")
PUBLIC_KINDS = {"commune", "cpas", "province"}


@dataclass
class Network:
    """What was made, for the spaces and the scenes that come after."""

    centre: Organisation
    operators: list[Organisation] = field(default_factory=list)
    posts: dict[int, list[Post]] = field(default_factory=dict)
    sectors: dict[int, set[str]] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)

    def of(self, name: str) -> Organisation:
        return next(one for one in self.operators if one.name == name)


def load_operators(today: dt.date) -> Network:
    """The centre, about a hundred operators, the services inside communes and CPAS, and who works there."""
    chance = random.Random(3)
    staff = Staff(chance)
    network = Network(centre=_centre(staff, today))
    for number, row in enumerate(operators()):
        organisation = _operator(row, number, chance)
        network.operators.append(organisation)
        network.sectors[organisation.pk] = set(row["sectors"].split("|")) - {""}
        network.kinds[organisation.pk] = row["kind"]
        _hire(network, organisation, row, staff, chance, today)
    _services(network, staff, today)
    return network


def _centre(staff: Staff, today: dt.date) -> Organisation:
    said = example()["centre"]
    centre = register_organisation(
        by=HAND,
        fields={
            "name": said["name"],
            "short_name": said["short_name"],
            "email": said["email"],
            "phone": said["phone"],
            "ownership": Organisation.Ownership.ASSOCIATIVE,
            "line": Organisation.Line.BOTH,
            "presentation": "Un centre inventé, pour essayer Maillage. Ses plateformes ressemblent aux vraies.",
            "kinds": [term(Code.ORGANISATION_KIND, said["kind"])],
            "sectors": [term(Code.SECTOR, "integration")],
        },
    )
    make_host(by=HAND, organisation=centre)
    add_site(
        by=HAND,
        organisation=centre,
        fields={
            "street": said["street"],
            "postal_code": "4500",
            "locality": said["commune"],
            "territory": commune(said["commune"]),
            "hours": "Du lundi au vendredi, 9h à 16h30",
            "is_main": True,
        },
    )
    since = dt.date(today.year - 4, 9, 1)
    for given, family, email, function in (
        ("Inès", "Delvaux", "ines@trois-rives.example.org", "coordinateur"),
        ("Luc", "Meunier", "admin@trois-rives.example.org", "charge-projets"),
    ):
        staff.name(centre, given, family, function, since=since, email=email, coordinator=given == "Inès")
    return centre


def ground_of_the_centre() -> Territory:
    """The zone of the invented centre: four real arrondissements, whose competent centres stay what they are."""
    said = example()["zone"]
    return zone(said["name"], [by_code(code) for code in said["arrondissements"]])


def _operator(row: dict[str, str], number: int, chance: random.Random) -> Organisation:
    place = commune(row["commune"])
    fields: SheetFields = {
        "name": row["name"],
        "ownership": row["ownership"],
        "line": row["line"],
        "migrant_led": row["migrant_led"] == "oui",
        "phone": f"04 000 {number // 100:02d} {number % 100:02d}",
        "email": "" if number % 12 == 7 else f"info@{domain_of(row['name'])}",
        "kinds": [term(Code.ORGANISATION_KIND, row["kind"])],
        "sectors": [term(Code.SECTOR, one) for one in row["sectors"].split("|") if one],
        "presentation": "Organisation inventée, pour la démonstration.",
    }
    organisation = register_organisation(by=HAND, fields=fields)
    add_site(
        by=HAND,
        organisation=organisation,
        fields={
            "street": f"{chance.choice(STREETS)} {chance.randrange(1, 90)}",
            "locality": place.name,
            "territory": place,
            "hours": chance.choice(("Du lundi au vendredi, 9h à 16h", "Lundi, mardi et jeudi, 9h à 17h", "")),
            "is_main": True,
        },
    )
    for notation in filter(None, row["accreditations"].split("|")):
        _accredit(organisation, notation, number)
    if row["kind"] not in PUBLIC_KINDS:
        kinds = [term(Code.INCOME_KIND, one) for one in chance.sample(INCOME, k=chance.randrange(1, 4))]
        describe_organisation(
            by=HAND,
            organisation=organisation,
            fields={"founded_year": chance.randrange(1985, 2019)},
            income_kinds=kinds if chance.random() < 0.8 else None,
        )
    return organisation


def _accredit(organisation: Organisation, notation: str, number: int) -> None:
    """One accreditation in seven has run out: the sheet says so and the default counts leave it out."""
    run_out = number % 7 == 3
    add_accreditation(
        by=HAND,
        organisation=organisation,
        term=term(Code.ACCREDITATION, notation),
        valid_from=dt.date(2019, 1, 1) if run_out else dt.date(2025, 1, 1),
        valid_to=dt.date(2024, 12, 31) if run_out else None,
        authority="Région wallonne",
    )


def _hire(
    network: Network,
    organisation: Organisation,
    row: dict[str, str],
    staff: Staff,
    chance: random.Random,
    today: dt.date,
) -> None:
    since = dt.date(today.year - chance.randrange(1, 9), chance.randrange(1, 13), 1)
    if row["name"] == "Les Mots Passeurs":
        posts = [
            staff.name(
                organisation,
                "Samira",
                "Benali",
                "formateur",
                since=since,
                email="samira@mots-passeurs.example.org",
            )
        ]
    else:
        posts = [staff.hire(organisation, chance.choice(_functions(row)), since=since)]
    if chance.random() < 0.6:
        posts.append(staff.hire(organisation, chance.choice(_functions(row)), since=since))
    network.posts[organisation.pk] = posts


def _functions(row: dict[str, str]) -> tuple[str, ...]:
    if row["kind"] == "cpas":
        return ("assistant-social",)
    if row["kind"] == "centre-documentation":
        return ("documentaliste",)
    if "juridique" in row["sectors"]:
        return ("juriste", "assistant-social")
    if "education-permanente" in row["sectors"]:
        return ("formateur", "coordinateur", "animateur")
    return ("coordinateur", "animateur", "educateur", "directeur", "assistant-social")


def _services(network: Network, staff: Staff, today: dt.date) -> None:
    """Services inside a commune or a CPAS share its number and are never its duplicates (A14)."""
    for row in example()["services"]:
        whole = network.of(row["of"])
        short = whole.name.removesuffix(" (exemple)").removeprefix("Commune ").removeprefix("CPAS ")
        for name in row["names"]:
            service = register_organisation(
                by=HAND,
                fields={
                    "name": f"{name} {short}",
                    "part_of": whole,
                    "ownership": Organisation.Ownership.PUBLIC,
                    "line": Organisation.Line.FIRST,
                    "phone": "04 000 10 10",
                    "email": f"info@{domain_of(f'{name} {short}')}",
                    "kinds": [
                        term(
                            Code.ORGANISATION_KIND,
                            "service-cpas" if "CPAS" in whole.name else "service-communal",
                        )
                    ],
                    "sectors": [term(Code.SECTOR, "social")],
                },
            )
            site = whole.sites.get()
            add_site(
                by=HAND,
                organisation=service,
                fields={
                    "street": site.street,
                    "locality": site.locality,
                    "territory": site.territory,
                    "is_main": True,
                },
            )
            network.operators.append(service)
            network.sectors[service.pk] = {"social", "cohesion-sociale"}
            network.kinds[service.pk] = "service"
            function = "assistant-social" if "CPAS" in whole.name else "chef-projet-pcs"
            network.posts[service.pk] = [staff.hire(service, function, since=dt.date(today.year - 2, 1, 1))]
