"""Offers over the real communes: realistic French text, towns drawn by their population. Fixed seed, written in bulk."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import islice

from maillage.cadastre.models import Offer, OfferLevel, OfferSession, Places, WeeklySlot
from maillage.network.models import Organisation, Site
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.territory.models import Territory
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term

BATCH = 2_000
OFFERS_EACH = 40
TITLES = (
    "Français pour débutants", "Alphabétisation", "Table de conversation", "Remise à niveau en calcul",
    "Permanence juridique", "Aide administrative", "Formation à la citoyenneté", "Atelier de lecture",
    "École de devoirs", "Préformation aux métiers du soin", "Accueil des primo-arrivants", "Recherche d’emploi",
    "Atelier d’écriture", "Français de la vie quotidienne", "Soutien psychosocial", "Cours de couture",
)  # fmt: skip
WHEN = (
    "le matin",
    "l’après-midi",
    "le soir",
    "en petit groupe",
    "pour les parents",
    "intensif",
    "le samedi",
    "en ligne",
)
TEXTS = (
    "Un groupe accueillant pour apprendre à son rythme, avec une formatrice et des bénévoles du quartier.",
    "On y parle de la vie de tous les jours : l’école, la santé, le logement, les papiers.",
    "Inscription sur place ou par téléphone, après un entretien et un test de positionnement.",
    "Un accompagnement individuel pour comprendre un courrier, remplir un formulaire, préparer un rendez-vous.",
    "Lire, écrire et calculer pour être plus autonome, trouver un emploi ou suivre une formation.",
    "Des sorties dans la ville, des visites d’institutions et des rencontres avec les habitants.",
)
SYLLABLES = (
    "ba be bo ca co da de fa ga jo ka la le li lo ma mi mo na no pa ra ri ro sa ta te ti va vi zo".split()
)
HOURS = ((9, 12), (13, 16), (18, 20))


def build_offers(count: int) -> None:
    """Operators, sites, offers, levels, sessions, hours and statements of places; the index is not written."""
    chance = random.Random(2026)
    towns = _towns(chance)
    sites = _operators(chance, max(count // OFFERS_EACH, 10), towns)
    terms = {code: list(Term.objects.filter(scheme__code=code).order_by("pk")) for code in _CODES}
    rows = iter(range(count))
    while batch := list(islice(rows, BATCH)):
        offers = Offer.objects.bulk_create([_offer(chance, sites, terms) for _ in batch])
        _around(chance, offers, terms)


_CODES = (Code.COURSE_TYPE, Code.SERVICE_TYPE, Code.THEME, Code.AUDIENCE, Code.LANGUAGE, Code.LEVEL_CEFR)


def _towns(chance: random.Random) -> list[Territory]:
    """Communes of Wallonia and Brussels, each as often as one of its rank is in a network."""
    communes = list(Territory.objects.as_of().filter(level=Territory.Level.COMMUNE).order_by("code"))
    chance.shuffle(communes)
    return [commune for rank, commune in enumerate(communes[:300], 1) for _ in range(max(1, 60 // rank))]


def _operators(chance: random.Random, count: int, towns: list[Territory]) -> list[Site]:
    names = [f"{''.join(chance.choices(SYLLABLES, k=3)).capitalize()} asbl" for _ in range(count)]
    operators = Organisation.objects.bulk_create(
        [
            Organisation(uid=new_uid(), name=name, sort_name=name.lower(), phone="04 000 00 00")
            for name in names
        ],
        batch_size=BATCH,
    )
    return Site.objects.bulk_create(
        [
            Site(
                uid=new_uid(),
                organisation=one,
                street="Rue Haute 1",
                territory=chance.choice(towns),
                is_main=True,
            )
            for one in operators
        ],
        batch_size=BATCH,
    )


def _offer(chance: random.Random, sites: list[Site], terms: dict[str, list[Term]]) -> Offer:
    title = f"{chance.choice(TITLES)} {chance.choice(WHEN)}"
    rare = "".join(chance.choices(SYLLABLES, k=4))
    training = chance.random() < 0.6
    return Offer(
        uid=new_uid(),
        organisation_id=chance.choice(sites).organisation_id,
        kind=Offer.Kind.TRAINING if training else Offer.Kind.SERVICE,
        title=title,
        sort_title=title.lower(),
        text=f"{' '.join(chance.sample(TEXTS, 2))} {rare}",
        course_type=chance.choice(terms[Code.COURSE_TYPE]) if training else None,
        service_type=None if training else chance.choice(terms[Code.SERVICE_TYPE]),
        mode=chance.choice(Offer.Mode.values),
        free=chance.random() < 0.5,
        child_care=chance.random() < 0.2,
        confirmed_on=today() - dt.timedelta(days=chance.randrange(500)),
    )


def _around(chance: random.Random, offers: list[Offer], terms: dict[str, list[Term]]) -> None:
    links = {"themes": Code.THEME, "audiences": Code.AUDIENCE, "languages": Code.LANGUAGE}
    for name, code in links.items():
        through = getattr(Offer, name).through
        through.objects.bulk_create(
            [
                through(offer_id=offer.pk, term_id=term.pk)
                for offer in offers
                for term in chance.sample(terms[code], chance.randint(1, 2))
            ]
        )
    levels = terms[Code.LEVEL_CEFR]
    OfferLevel.objects.bulk_create(
        [
            OfferLevel(offer=offer, skill="oral", scale=Code.LEVEL_CEFR, entry=levels[at], exit=levels[at + 1])
            for offer in offers
            if offer.kind == Offer.Kind.TRAINING
            for at in [chance.randrange(len(levels) - 1)]
        ]
    )
    start = today() - dt.timedelta(days=60)
    sessions = OfferSession.objects.bulk_create(
        [
            OfferSession(
                uid=new_uid(),
                offer=offer,
                first_day=start + dt.timedelta(days=chance.randrange(120)),
                last_day=start + dt.timedelta(days=chance.randrange(130, 300)),
                capacity=chance.randint(8, 20),
            )
            for offer in offers
        ]
    )
    WeeklySlot.objects.bulk_create(list(_slots(chance, sessions)))
    Places.objects.bulk_create(
        [
            Places(
                session=one,
                state=chance.choice(Places.State.values),
                on=today() - dt.timedelta(days=chance.randrange(30)),
            )
            for one in sessions
        ]
    )


def _slots(chance: random.Random, sessions: list[OfferSession]) -> Iterator[WeeklySlot]:
    for session in sessions:
        for weekday in chance.sample(range(5), 2):
            start, end = chance.choice(HOURS)
            yield WeeklySlot(session=session, weekday=weekday, start=dt.time(start), end=dt.time(end))
