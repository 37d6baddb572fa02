"""The offers of the demonstration: those of the invented operators, and the few that the texts tell of real ones."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from maillage.cadastre.actions.offers import LevelSaid, OfferFields, TextSaid, register_offer
from maillage.cadastre.actions.sessions import add_session, close_meanwhile, say_places
from maillage.cadastre.indexing.writing import indexed_together
from maillage.cadastre.models import Offer, OfferSession, Places
from maillage.core.hours import read_hours
from maillage.demo.content import offers, real
from maillage.demo.hand import HAND
from maillage.demo.offer_places import Grounds
from maillage.demo.offer_rows import Row, rows, told_levels
from maillage.demo.real import source_of
from maillage.demo.trois_rives import Network
from maillage.network.models import Organisation
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term
from maillage.vocabulary.queries import terms_ever_of

SCALES = {"O": Code.LEVEL_ORAL, "E": Code.LEVEL_WRITTEN}
RESIDENCES = {"newcomer": Offer.Residence.NEWCOMER, "asylum": Offer.Residence.ASYLUM}
MODES = ("individual", "community")
WAYS = (["phone"], ["on_spot"], ["phone", "on_spot"], ["appointment"], ["phone", "online"])


@cache
def _terms(code: Code) -> dict[str, Term]:
    return {one.notation: one for one in terms_ever_of(code)}


def load_offers(network: Network, today: dt.date) -> None:
    """Indexed once, at the end: half a thousand offers in some seconds."""
    _terms.cache_clear()
    writer = _Writer(random.Random(23), today, Grounds(network))
    with indexed_together():
        for row in rows():
            writer.write(row)
        load_real_offers()
        writer.let_them_age()


def load_real_offers() -> None:
    """What the texts say that real organisations offer: no hours, nobody who vouches for it, a source."""
    names = {row["key"]: row["name"] for row in real()["organisations"]}
    for row in real()["offers"]:
        offer = register_offer(
            by=HAND,
            organisation=Organisation.objects.get(name=names[row["organisation"]]),
            fields={
                "kind": row["kind"],
                "title": row["title"],
                "text": row["text"],
                "mode": row["mode"],
                "service_type": _terms(Code.SERVICE_TYPE)[row["service"]],
                "themes": [_terms(Code.THEME)[one] for one in row["themes"]],
                "audiences": [_terms(Code.AUDIENCE)[one] for one in row["audiences"]],
                "in_pathway": row.get("in_pathway", False),
                "source": source_of(row),
            },
        )
        Offer.objects.filter(pk=offer.pk).update(confirmed_on=None, confirmed_by="")


@dataclass
class _Writer:
    chance: random.Random
    today: dt.date
    grounds: Grounds
    texts: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    ages: list[tuple[int, int, str]] = field(default_factory=list)

    def write(self, row: Row) -> None:
        organisation = self.grounds.operator(row.operator)
        offer = register_offer(
            by=HAND,
            organisation=organisation,
            fields=self._fields(row),
            levels=_levels(row.levels or row.from_pool("levels")),
            texts=_texts(row),
        )
        session = self._session(row, offer, organisation)
        self._say_places(row, session)
        if row.has("closed") or offer.pk % 53 == 7:
            close_meanwhile(
                by=HAND,
                offer=offer,
                first_day=self.today - dt.timedelta(days=4),
                last_day=self.today + dt.timedelta(days=self.chance.randrange(6, 40)),
                message=self.chance.choice(offers()["practical"]["closures"]),
            )
        self.ages.append((offer.pk, self._age(row), self.grounds.who(organisation)))

    def let_them_age(self) -> None:
        """Who vouched for each, and when: mostly this year, some more than a year ago, a few more than two."""
        for pk, age, who in self.ages:
            day = self.today - dt.timedelta(days=age)
            Offer.objects.filter(pk=pk).update(
                confirmed_on=day, confirmed_by=who or HAND.label, kept_by_centre=not who
            )

    def _age(self, row: Row) -> int:
        if row.has("stale25"):
            return self.chance.randrange(765, 800)
        if row.has("stale13"):
            return self.chance.randrange(396, 430)
        return self.chance.randrange(2, 330)

    def _fields(self, row: Row) -> OfferFields:
        recipe, chance = row.recipe, self.chance
        fields: OfferFields = {
            "kind": recipe["kind"],
            "title": self._title(row),
            "text": "" if row.has("gaps") else self._text(row),
            "mode": next((one for one in MODES if row.has(one)), recipe["mode"]),
            "themes": _tagged(row, "th", Code.THEME, recipe["themes"]),
            "audiences": _tagged(row, "au", Code.AUDIENCE, recipe["audiences"]),
            "languages": [_terms(Code.LANGUAGE)[one] for one in ("fr", *row.said("lang"))],
            "interpreting": [_terms(Code.LANGUAGE)[one] for one in row.said("int")],
            "residence": next((of for flag, of in RESIDENCES.items() if row.has(flag)), ""),
            "women_only": row.has("women"),
            "cpas_income": row.has("cpas"),
            "forem_registration": row.has("forem"),
            "in_pathway": row.has("pathway"),
            "placement_test": recipe["key"] == "fle" and chance.random() < 0.5,
        }
        if "course" in recipe:
            fields["course_type"] = _terms(Code.COURSE_TYPE)[recipe["course"]]
            fields["outcome"] = _terms(Code.OUTCOME).get(chance.choice(recipe["outcomes"]))
        else:
            kind = next(iter(row.said("sv")), recipe["service"])
            fields["service_type"] = _terms(Code.SERVICE_TYPE)[kind]
        if recipe["key"] in {"preq", "qual"}:
            fields["required_french"] = _terms(Code.LEVEL_CEFR)[chance.choice(("A2", "B1"))]
        if not row.has("gaps"):
            fields |= self._practical(row)
        return fields

    def _practical(self, row: Row) -> OfferFields:
        chance, said = self.chance, offers()["practical"]
        paid = row.has("paid") or (not row.has("free") and chance.random() < 0.25)
        known = paid or row.has("free") or chance.random() < 0.8
        fields: OfferFields = {
            "free": (not paid) if known else None,
            "price": chance.choice(row.recipe.get("prices", said["prices"])) if paid else "",
            "child_care": True if row.has("care") else chance.choice((False, None, None)),
            "wheelchair": True if row.has("pmr") else chance.choice((True, True, False, None, None)),
            "bus_stop": chance.choice(said["stops"]) if chance.random() < 0.7 else "",
            "registration_ways": chance.choice(WAYS),
            "conditions": chance.choice(said["conditions"]) if chance.random() < 0.2 else "",
        }
        ages = {"devoirs": (6, 15), "jeunesse": (12, 26)}.get(row.recipe["key"])
        if ages:
            fields |= {"age_from": ages[0], "age_to": ages[1]}
        elif "course" in row.recipe:
            fields["age_from"] = 18
        if row.has("window"):
            fields["registration_from"] = self.today - dt.timedelta(days=chance.randrange(-10, 20))
            fields["registration_to"] = self.today + dt.timedelta(days=chance.randrange(20, 50))
        return fields

    def _title(self, row: Row) -> str:
        title = row.title or row.from_pool("titles")
        level = (row.levels or row.from_pool("levels")).split(">")[0].removeprefix("o:")
        title = title.replace("{level}", level)
        return f"{title} (intensif)" if row.has("intensif") else title

    def _text(self, row: Row) -> str:
        """Sentences of the recipe in a combination that no other offer of it has, and one about the place."""
        recipe = row.recipe
        combinations = self.texts.get(recipe["key"])
        if not combinations:
            combinations = list(itertools.product(recipe["who"], recipe["what"], recipe["how"]))
            self.chance.shuffle(combinations)
            self.texts[recipe["key"]] = combinations
        who, what, how = combinations.pop()
        tail = self.chance.choice(offers()["practical"]["tails"])
        intensive = "Un module intensif, tous les jours." if row.has("intensif") else ""
        return " ".join(part for part in (who, row.what or what, intensive, how, tail) if part)

    def _session(self, row: Row, offer: Offer, organisation: Organisation) -> OfferSession:
        is_course, chance = "course" in row.recipe, self.chance
        hours = "" if row.has("gaps") else row.hours or row.from_pool("hours", 5)
        fixed = is_course and not row.has("permanent")
        start = self._monday(chance.choice((-70, -42, -35, 10, 17, 24, 45, 59)))
        return add_session(
            by=HAND,
            offer=offer,
            fields={
                "site": self.grounds.site(organisation, row.place),
                "first_day": start if fixed else None,
                "last_day": start + dt.timedelta(days=chance.choice((109, 137, 179, 221))) if fixed else None,
                "entry": ("fixed" if fixed else "permanent") if is_course or row.has("permanent") else "",
                "hours_per_week": Decimal(chance.choice(row.recipe["weekly"])) if is_course and hours else None,
                "capacity": chance.choice((10, 12, 12, 15, 18)) if is_course and not row.has("gaps") else None,
                "online": row.has("online"),
            },
            slots=read_hours(hours),
        )

    def _monday(self, days: int) -> dt.date:
        day = self.today + dt.timedelta(days=days)
        return day - dt.timedelta(days=day.weekday())

    def _say_places(self, row: Row, session: OfferSession) -> None:
        chance = self.chance
        state = next((one for one in ("places", "wait", "full", "old") if row.has(one)), "")
        if not state and "course" in row.recipe and not row.has("gaps"):
            state = chance.choice(("", "", "places", "old", "full", "wait", "ask"))
        if not state:
            return
        days = chance.randrange(16, 75) if state == "old" else chance.randrange(0, 13)
        said = {"wait": Places.State.WAITING, "full": Places.State.FULL, "ask": Places.State.ASK}
        say_places(
            by=HAND,
            session=session,
            state=said.get(state, Places.State.SOME),
            count=chance.choice((None, 1, 2, 3, 4, 6)),
            on=self.today - dt.timedelta(days=days),
        )


def _levels(text: str) -> list[LevelSaid]:
    found = []
    for skill, entry, leaving in told_levels(text):
        scale = SCALES.get(entry[0], Code.LEVEL_CEFR)
        ladder = _terms(scale)
        found.append(LevelSaid(skill, scale, ladder[entry], ladder.get(leaving)))
    return found


def _texts(row: Row) -> list[TextSaid]:
    said = offers()["texts"]
    key = row.recipe["key"]
    return [
        TextSaid(language, said[language][key])
        for language in sorted(row.flags & said.keys())
        if key in said[language]
    ]


def _tagged(row: Row, prefix: str, code: Code, of_all: list[str]) -> list[Term]:
    """The recipe's terms and the row's; « th:-logement » takes one away. Women only is also an audience."""
    said = row.said(prefix)
    kept = [one for one in of_all if f"-{one}" not in said] + [one for one in said if one[0] != "-"]
    if code == Code.AUDIENCE and row.has("women"):
        kept.append("femmes")
    return [_terms(code)[one] for one in dict.fromkeys(kept)]
