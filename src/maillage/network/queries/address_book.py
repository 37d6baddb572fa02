"""Reads: one's own address book, the common one, and what each line may already be (A6).

« Déjà connu ? » is worked out with the eyes of the reader: sheets and people of the directory that the reader may see,
one's own lines, and the lines shared in the space. A private line of a colleague is never compared with.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse

from maillage.accounts.models import Person, SignedLink
from maillage.accounts.queries import reader_of_person
from maillage.core.folding import fold
from maillage.core.matching.organisations import Identity, Matcher
from maillage.core.matching.people import PersonIdentity, same_person
from maillage.core.readers import Reader, organises_key
from maillage.network.models import AddressBookEntry, Mandate, Organisation, Post, Space, SpaceHost
from maillage.network.queries.posts import seen_person
from maillage.network.rules.address_book import ADDRESS_BOOK_LINK
from maillage.records.clock import today

KEPT_PRIVATE = dt.timedelta(days=90)
MOST_SHOWN = 2


def own_entries(space: Space, reader: Reader) -> QuerySet[AddressBookEntry]:
    found = space.address_book.own(reader)
    return found.select_related("file", "invitation", "owner", "space")


def shared_entries(space: Space, reader: Reader) -> QuerySet[AddressBookEntry]:
    found = space.address_book.visible_to(reader).shared()
    return found.select_related("owner", "invitation", "space")


@dataclass(frozen=True, slots=True)
class Known:
    """Something that a line may already be: what, where to look, and why we think so."""

    label: str
    url: str
    reasons: tuple[str, ...]
    organisation: Organisation | None = None
    same: bool = True

    @property
    def words(self) -> str:
        return f"{self.label} ({', '.join(self.reasons)})" if self.reasons else self.label


@dataclass
class KnownAlready:
    """Asked line by line by a list; loads everything at the first question, in five queries."""

    space: Space
    reader: Reader
    _found: dict[int, list[Known]] = field(default_factory=dict)

    def of(self, entry: AddressBookEntry) -> list[Known]:
        if entry.pk not in self._found:
            self._found[entry.pk] = [*self._in_directory(entry), *self._in_books(entry)]
        return self._found[entry.pk]

    @cached_property
    def _entries(self) -> list[AddressBookEntry]:
        return list(self.space.address_book.visible_to(self.reader).select_related("owner").order_by("pk"))

    @cached_property
    def _by_pk(self) -> dict[int, AddressBookEntry]:
        return {entry.pk: entry for entry in self._entries}

    @cached_property
    def _organisations(self) -> dict[int, Organisation]:
        wanted = {
            one["organisation"] for entry in self._entries for one in entry.likely if "organisation" in one
        }
        return Organisation.objects.visible_to(self.reader).in_bulk(wanted)

    @cached_property
    def _people(self) -> dict[int, Person]:
        wanted = {one["person"] for entry in self._entries for one in entry.likely if "person" in one}
        return Person.objects.visible_to(self.reader).in_bulk(wanted)

    @cached_property
    def _seated(self) -> set[int]:
        """Organisations of the directory that sit in the space, or are asked there."""
        rows = self.space.memberships.filter(valid_to__isnull=True, organisation__in=self._organisations)
        return {pk for pk in rows.values_list("organisation_id", flat=True) if pk}

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher.of(_identity(entry) for entry in self._entries if entry.organisation_name)

    @cached_property
    def _namesakes(self) -> dict[str, list[AddressBookEntry]]:
        """People by what could make them one: an address, or an organisation."""
        found: dict[str, list[AddressBookEntry]] = {}
        for entry in self._entries:
            for shared in _ties(entry):
                found.setdefault(shared, []).append(entry)
        return found

    def _in_directory(self, entry: AddressBookEntry) -> list[Known]:
        found = []
        for one in entry.likely:
            organisation = self._organisations.get(one.get("organisation"))
            person = self._people.get(one.get("person"))
            if organisation is not None:
                found.append(self._sheet(organisation, one))
            elif person is not None:
                seen = seen_person(person, self.reader)
                found.append(Known(f"annuaire : {seen.name}", seen.url, tuple(one["reasons"])))
        return found

    def _sheet(self, organisation: Organisation, one: dict[str, object]) -> Known:
        reasons = [str(reason) for reason in one["reasons"]]  # type: ignore[attr-defined]
        if organisation.pk in self._seated:
            reasons.append("déjà dans cet espace")
        url = reverse("network:organisation", args=[organisation.address])
        same = bool(one.get("same", True))
        return Known(f"annuaire : {organisation.name}", url, tuple(reasons), organisation, same)

    def _in_books(self, entry: AddressBookEntry) -> list[Known]:
        """The other lines, best first; two people of one organisation are no duplicates, and it is said."""
        same = self._same_person(entry)
        if same or not entry.organisation_name:
            return [self._line(entry, other, (reason,)) for other, reason in same[:MOST_SHOWN]]
        found = []
        for candidate in self._matcher.candidates(_identity(entry), limit=MOST_SHOWN):
            other = self._by_pk[int(str(candidate.key))]
            apart = entry.person_name and other.person_name
            reasons = (*candidate.reasons, "autre personne") if apart else candidate.reasons
            found.append(self._line(entry, other, reasons))
        return found

    def _same_person(self, entry: AddressBookEntry) -> list[tuple[AddressBookEntry, str]]:
        others = {one.pk: one for shared in _ties(entry) for one in self._namesakes.get(shared, [])}
        others.pop(entry.pk, None)
        asked = [(other, same_person(_person(entry), [_person(other)])) for other in others.values()]
        return [(other, answer[1]) for other, answer in asked if answer]

    def _line(self, entry: AddressBookEntry, other: AddressBookEntry, reasons: Sequence[str]) -> Known:
        whose = "votre carnet" if other.owner_id == entry.owner_id else f"carnet de {other.owner.full_name}"
        if other.owner.uid == self.reader.uid and other.owner_id != entry.owner_id:
            whose = "votre carnet"
        return Known(f"{whose} : {other.list_name}", "", tuple(reasons))


def _identity(entry: AddressBookEntry) -> Identity:
    values = entry.values
    return Identity(
        key=entry.pk,
        name=entry.organisation_name,
        other_names=(values["short_name"],) if values.get("short_name") else (),
        bce="".join(sign for sign in values.get("bce", "") if sign.isdigit()),
        emails=(entry.email.lower(),) if entry.email else (),
        phones=(entry.phone,) if entry.phone else (),
        website=values.get("website", ""),
        place=entry.locality.casefold(),
    )


def _ties(entry: AddressBookEntry) -> list[str]:
    """Nobody is recognised by a name alone."""
    if not entry.person_name:
        return []
    return [one for one in (entry.email, fold(entry.organisation_name)) if one]


def _person(entry: AddressBookEntry) -> PersonIdentity:
    values = entry.values
    return PersonIdentity(
        entry.pk,
        values.get("given_name", ""),
        values.get("family_name", ""),
        entry.email,
        fold(entry.organisation_name) or None,
    )


def organisers_to_ask(space: Space) -> list[Person]:
    """Who organises the space and can be written to: named in the bureau, or coordinating for a host."""
    day = today()
    mandates = Mandate.objects.as_of(day).filter(space=space, role__in=Mandate.ORGANISING)
    hosts = SpaceHost.objects.as_of(day).filter(space=space).values("organisation")
    unnamed = mandates.filter(person__isnull=True).values("organisation")
    posts = Post.objects.as_of(day)
    people = (
        Person.objects.filter(pk__in=mandates.filter(person__isnull=False).values("person"))
        | Person.objects.filter(pk__in=posts.filter(organisation__in=hosts, coordinator=True).values("person"))
        | Person.objects.filter(pk__in=posts.filter(organisation__in=unnamed).values("person"))
    )
    return list(people.filter(erased_at__isnull=True).exclude(email="").order_by("sort_name", "pk"))


def last_links(space: Space) -> dict[int, SignedLink]:
    """The latest link of each person."""
    rows = SignedLink.objects.filter(
        subject_type=space._meta.label_lower,
        subject_id=space.pk,
        purpose=ADDRESS_BOOK_LINK,
        person__isnull=False,
    )
    return {link.person_id: link for link in rows.order_by("pk") if link.person_id}


def still_organises(person: Person, space: Space) -> bool:
    """A link closes by itself when the mandate it was sent for ends."""
    return reader_of_person(person, today()).has(organises_key(space.uid))
