"""Writes: an offer, its levels, its texts in other languages; confirming and ending it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from django.core.exceptions import ValidationError

from maillage.cadastre.actions.campaign_answers import note_offers_answer
from maillage.cadastre.indexing.writing import index_offers
from maillage.cadastre.models import Offer, OfferLevel, OfferText
from maillage.core.readers import MEMBERS, PUBLIC, Reader
from maillage.journal.actions import Change, changes_between, in_words, record
from maillage.network.models import Organisation
from maillage.records.actions import action, may, require
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.records.versioned import take_version
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term

SEVERAL = ("themes", "audiences", "languages", "interpreting")
PERSONAL = ("contact", "phone", "email")
SCALES = {
    OfferLevel.Skill.ORAL: (Code.LEVEL_ORAL, Code.LEVEL_CEFR),
    OfferLevel.Skill.WRITTEN: (Code.LEVEL_WRITTEN, Code.LEVEL_CEFR),
}
"""The scales on which each skill is told."""


class OfferFields(TypedDict, total=False):
    """What is known of an offer; only the fields given are written."""

    kind: str
    title: str
    text: str
    course_type: Term | None
    service_type: Term | None
    mode: str
    themes: Collection[Term]
    audiences: Collection[Term]
    languages: Collection[Term]
    interpreting: Collection[Term]
    outcome: Term | None
    required_french: Term | None
    residence: str
    women_only: bool
    cpas_income: bool
    forem_registration: bool
    age_from: int | None
    age_to: int | None
    conditions: str
    free: bool | None
    price: str
    child_care: bool | None
    wheelchair: bool | None
    bus_stop: str
    registration_ways: list[str]
    registration_from: dt.date | None
    registration_to: dt.date | None
    registration_url: str
    placement_test: bool
    contact: str
    phone: str
    email: str
    website: str
    in_pathway: bool
    source: str
    audience: str
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class LevelSaid:
    """From which level to which on one scale; either may be left open."""

    skill: str
    scale: str
    entry: Term | None = None
    exit: Term | None = None


@dataclass(frozen=True, slots=True)
class TextSaid:
    """Title and text in a language other than French."""

    language: str
    title: str
    text: str = ""


def history_audience(offer: Offer) -> str:
    """Who reads what was changed: journals name people, so the public does not."""
    return MEMBERS if offer.audience == PUBLIC else offer.audience


@action
def register_offer(
    *,
    by: Reader,
    organisation: Organisation,
    fields: OfferFields,
    levels: Sequence[LevelSaid] = (),
    texts: Sequence[TextSaid] = (),
    uid: str = "",
) -> Offer:
    """Adds an offer. `uid` comes from the form, so that a double submission meets the unique constraint.

    Raises `ValidationError` when an exit level is below its entry level, or a level is not of its scale.
    """
    require(by, "cadastre.add_offer", organisation)
    plain, several = _split(fields)
    offer = Offer(uid=uid or new_uid(), organisation=organisation, **plain)
    _vouch(offer, by)
    offer.save(force_insert=True)
    for name, terms in several.items():
        getattr(offer, name).set(terms)
    _set_levels(offer, levels)
    _set_texts(offer, texts)
    record(by=by, verb="ajoutée", on=offer, audience=history_audience(offer))
    index_offers([offer.pk])
    return offer


@action
def edit_offer(
    *,
    by: Reader,
    offer: Offer,
    seen: int,
    fields: OfferFields,
    levels: Sequence[LevelSaid] | None = None,
    texts: Sequence[TextSaid] | None = None,
) -> Offer:
    """Corrects an offer; None leaves levels or texts as they are. Saving vouches for it, changed or not (E1).

    Raises `ChangedMeanwhile`, and `ValidationError` as `register_offer`.
    """
    require(by, "cadastre.edit_offer", offer)
    take_version(offer, seen=seen)
    plain, several = _split(fields)
    changes = changes_between(offer, plain, personal=PERSONAL)
    changes += [change for name, terms in several.items() if (change := _set_terms(offer, name, terms))]
    if levels is not None and (change := _set_levels(offer, levels)):
        changes.append(change)
    if texts is not None and (change := _set_texts(offer, texts)):
        changes.append(change)
    for name, value in plain.items():
        setattr(offer, name, value)
    _vouch(offer, by)
    offer.save()
    verb = "modifiée" if changes else "confirmée"
    record(by=by, verb=verb, on=offer, audience=history_audience(offer), changes=changes)
    index_offers([offer.pk])
    note_offers_answer(by, offer.organisation)
    return offer


@action
def confirm_offer(*, by: Reader, offer: Offer, who: str = "") -> Offer:
    """« Tout est à jour »: `who` names whoever said so, when it is not the reader (a telephone call)."""
    require(by, "cadastre.edit_offer", offer)
    _vouch(offer, by, who)
    offer.save(update_fields=["confirmed_on", "confirmed_by", "kept_by_centre"])
    record(by=by, verb="confirmée", on=offer, audience=history_audience(offer), note=who)
    index_offers([offer.pk])
    note_offers_answer(by, offer.organisation)
    return offer


@action
def end_offer(*, by: Reader, offer: Offer, last_day: dt.date) -> Offer:
    """Offered until that day; it leaves the search the day after and stays in the past."""
    require(by, "cadastre.edit_offer", offer)
    if offer.valid_from and last_day < offer.valid_from:
        raise ValidationError({"last_day": "La fin ne peut pas précéder le début."})
    changes = changes_between(offer, {"valid_to": last_day})
    offer.valid_to = last_day
    offer.save(update_fields=["valid_to"])
    record(by=by, verb="fermée", on=offer, audience=history_audience(offer), changes=changes)
    index_offers([offer.pk])
    note_offers_answer(by, offer.organisation)
    return offer


@action
def reopen_offer(*, by: Reader, offer: Offer) -> Offer:
    """Takes an ending back."""
    require(by, "cadastre.edit_offer", offer)
    changes = changes_between(offer, {"valid_to": None})
    offer.valid_to = None
    _vouch(offer, by)
    offer.save(update_fields=["valid_to", "confirmed_on", "confirmed_by", "kept_by_centre"])
    record(by=by, verb="rouverte", on=offer, audience=history_audience(offer), changes=changes)
    index_offers([offer.pk])
    return offer


def _vouch(offer: Offer, by: Reader, who: str = "") -> None:
    """Someone looked at it today; when the operator did not, the page says that the centre keeps it."""
    offer.confirmed_on = today()
    offer.confirmed_by = (who or by.label)[:200]
    offer.kept_by_centre = not may(by, "cadastre.speak_for_offer", offer)


def _split(fields: OfferFields) -> tuple[dict[str, Any], dict[str, Collection[Term]]]:
    given: Mapping[str, Any] = fields
    several = {name: given[name] for name in SEVERAL if name in given}
    return {name: value for name, value in given.items() if name not in several}, several


def _set_terms(offer: Offer, name: str, terms: Collection[Term]) -> Change | None:
    manager = getattr(offer, name)
    before, after = {str(term) for term in manager.all()}, {str(term) for term in terms}
    if before == after:
        return None
    manager.set(terms)
    label = str(offer._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return Change(name, label, in_words(before), in_words(after))


def _set_levels(offer: Offer, levels: Sequence[LevelSaid]) -> Change | None:
    said = [level for level in levels if level.entry or level.exit]
    for level in said:
        check_level(level)
    before = [str(row) for row in offer.levels.select_related("entry", "exit")]
    rows = [
        OfferLevel(offer=offer, skill=one.skill, scale=one.scale, entry=one.entry, exit=one.exit)
        for one in said
    ]
    after = [str(row) for row in sorted(rows, key=lambda row: (row.skill, row.scale))]
    if before == after:
        return None
    offer.levels.all().delete()
    OfferLevel.objects.bulk_create(rows)
    return Change("levels", "niveaux", in_words(before), in_words(after))


def check_level(level: LevelSaid) -> None:
    """Raises `ValidationError`: the exit is below the entry, or a term is not of the scale."""
    for term in (level.entry, level.exit):
        if term is not None and term.scheme.code != level.scale:
            raise ValidationError("Ce niveau n’est pas de cette échelle.")
    if level.entry is not None and level.exit is not None:
        ladder = list(
            Term.objects.filter(scheme__code=level.scale).order_by("rank", "pk").values_list("pk", flat=True)
        )
        if ladder.index(level.exit.pk) < ladder.index(level.entry.pk):
            raise ValidationError(
                f"Le niveau de sortie ({level.exit.notation}) est sous le niveau d’entrée ({level.entry.notation})."
            )


def _set_texts(offer: Offer, texts: Sequence[TextSaid]) -> Change | None:
    before = {(row.language, row.title, row.text) for row in offer.texts.all()}
    after = {(text.language, text.title, text.text) for text in texts if text.title}
    if before == after:
        return None
    offer.texts.all().delete()
    OfferText.objects.bulk_create(
        OfferText(offer=offer, language=language, title=title, text=text)
        for language, title, text in sorted(after)
    )
    return Change(
        "texts", "autres langues", in_words([row[0] for row in before]), in_words([row[0] for row in after])
    )
