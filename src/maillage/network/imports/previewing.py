"""Rows of a file held against the sheets that exist, and against each other."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from maillage.core.cleaning.flags import check, info
from maillage.core.folding import fold
from maillage.core.matching import Candidate, Identity, Matcher, Relation
from maillage.core.readers import Reader
from maillage.exchange.registries import CandidateShown, RowPreview
from maillage.network.imports.cleaned import CleanedRow, Terms, clean_row
from maillage.network.imports.places import TerritoryLookup
from maillage.network.models import Organisation, OrganisationName, Site
from maillage.records.clock import today
from maillage.records.identity import address
from maillage.vocabulary.codes import Code
from maillage.vocabulary.queries import terms_of

_ROW = "row"


def known_terms() -> Terms:
    return Terms(_by_label(Code.SECTOR), _by_label(Code.LEGAL_FORM))


def _by_label(code: Code) -> dict[str, int]:
    found: dict[str, int] = {}
    for term in terms_of(code):
        for label in (term.notation.replace("-", " "), term.name, *(term.names or {}).values()):
            found.setdefault(fold(label), term.pk)
    return found


class OrganisationPreviewer:
    """One for each reader and file. Keys of identities: primary keys, or `("row", number)` for rows of the file."""

    def __init__(self, reader: Reader) -> None:
        self._lookup = TerritoryLookup()
        self._terms = known_terms()
        self._uids: dict[int, str] = {}
        self._by_fold: dict[str, int] = {}
        self._rows_by_fold: dict[str, int] = {}
        self._seen: set[int] = set()
        self._matcher = Matcher.of(self._identities(reader))

    def remember(self, number: int, values: Mapping[str, str], details: Mapping[str, Any]) -> None:
        row = clean_row(values, self._lookup, self._terms)
        self._keep(number, row, self._identity(number, row, _key_of(details)))

    def preview(self, number: int, cells: Mapping[str, str]) -> RowPreview:
        row = clean_row(cells, self._lookup, self._terms)
        whole = self._whole_named(row)
        identity = self._identity(number, row, _key_of(whole))
        found = self._matcher.candidates(identity) if row.name else []
        shown = [self._shown(candidate) for candidate in found if not self._is_later(candidate, number)]
        proposed = _proposed(shown)
        if proposed == "create" and not whole:
            whole = _whole_by_number(row, shown)
        if row.name and number not in self._seen:
            self._keep(number, row, replace(identity, part_of=_key_of(whole)))
        return RowPreview(
            label=row.name or "(sans nom)",
            values=row.values,
            flags=row.flags,
            candidates=shown,
            decision=proposed,
            details=whole,
        )

    def _keep(self, number: int, row: CleanedRow, identity: Identity) -> None:
        self._seen.add(number)
        self._matcher.add(identity)
        for name in (row.name, row.short_name):
            if name:
                self._rows_by_fold.setdefault(fold(name), number)

    def _is_later(self, candidate: Candidate, number: int) -> bool:
        return isinstance(candidate.key, tuple) and candidate.key[1] >= number

    def _identities(self, reader: Reader) -> Iterable[Identity]:
        day = today()
        current = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        rows = (
            Organisation.objects.visible_to(reader)
            .filter(current)
            .order_by("pk")
            .values_list(
                "pk", "uid", "name", "short_name", "bce_number", "email", "phone", "website", "part_of_id"
            )
        )
        sites = _sites(day)
        names = _former_names()
        for pk, uid, name, short_name, bce, email, phone, website, part_of in rows:
            self._uids[pk] = uid
            self._by_fold.setdefault(fold(name), pk)
            if short_name:
                self._by_fold.setdefault(fold(short_name), pk)
            places, emails, phones = sites.get(pk, ([], [], []))
            commune = next((found for place in places if (found := self._lookup.commune_of(place))), "")
            yield Identity(
                key=pk,
                name=name,
                other_names=tuple(one for one in (short_name, *names.get(pk, ())) if one and one != name),
                bce=bce,
                emails=tuple(one.lower() for one in (email, *emails) if one),
                phones=tuple(one for one in (phone, *phones) if one),
                website=website,
                place=commune,
                part_of=part_of,
            )

    def _identity(self, number: int, row: CleanedRow, part_of: Hashable) -> Identity:
        return Identity(
            key=(_ROW, number),
            name=row.name,
            other_names=(row.short_name,) if row.short_name else (),
            bce=row.bce,
            emails=row.emails,
            phones=row.phones,
            website=row.website,
            place=self._lookup.commune_of(row.place) or "",
            part_of=part_of,
        )

    def _whole_named(self, row: CleanedRow) -> dict[str, int]:
        """The organisation that the row is a service of, when the file names it."""
        wanted = fold(row.part_of)
        if not wanted or wanted == fold(row.name):
            return {}
        if wanted in self._by_fold:
            return {"part_of": self._by_fold[wanted]}
        if wanted in self._rows_by_fold:
            return {"part_of_row": self._rows_by_fold[wanted]}
        message = f"« {row.part_of[:60]} » n’est pas dans l’annuaire : le lien « service de » n’est pas repris."
        row.flags.append(("part_of", check(message)))
        return {}

    def _shown(self, candidate: Candidate) -> CandidateShown:
        same = candidate.relation is Relation.SAME
        if isinstance(candidate.key, tuple):
            number = int(candidate.key[1])
            return CandidateShown(candidate.name, candidate.score, candidate.reasons, same, row=number)
        pk = int(str(candidate.key))
        url = organisation_url(candidate.name, self._uids.get(pk, ""))
        return CandidateShown(candidate.name, candidate.score, candidate.reasons, same, target=pk, url=url)


def organisation_url(name: str, uid: str) -> str:
    try:
        return reverse("network:organisation", args=[address(name, uid)]) if uid else ""
    except NoReverseMatch:
        return ""


def _key_of(whole: Mapping[str, Any]) -> Hashable:
    """The key, among identities, of the organisation that a row is a service of."""
    if whole.get("part_of"):
        return int(whole["part_of"])
    return (_ROW, int(whole["part_of_row"])) if whole.get("part_of_row") else None


def _whole_by_number(row: CleanedRow, candidates: list[CandidateShown]) -> dict[str, int]:
    """A service that shares the number of its commune or CPAS becomes a service of it (A14), and the person is told."""
    wholes = [one for one in candidates if not one.is_same]
    if len(wholes) != 1:
        return {}
    whole = wholes[0]
    row.flags.append(("bce", info(f"Même numéro BCE que « {whole.name} » : reprise comme un de ses services.")))
    return {"part_of": whole.target} if whole.target is not None else {"part_of_row": whole.row or 0}


def _proposed(candidates: list[CandidateShown]) -> str:
    """What is very likely the same is proposed as such, unless two are; a sheet that exists before a row of the file."""
    sure = [one for one in candidates if one.is_same and one.score >= 0.9]
    known = [one for one in sure if one.target is not None]
    if len(known) == 1:
        return f"complete:{known[0].target}"
    rows = sorted(one.row for one in sure if one.row is not None)
    if rows and not known:
        return f"join:{rows[0]}"
    return "create"


def _sites(day: Any) -> dict[int, tuple[list[int], list[str], list[str]]]:
    found: dict[int, tuple[list[int], list[str], list[str]]] = {}
    rows = Site.objects.as_of(day).order_by("-is_main", "pk")
    for organisation, territory, email, phone in rows.values_list(
        "organisation_id", "territory_id", "email", "phone"
    ):
        places, emails, phones = found.setdefault(organisation, ([], [], []))
        if territory:
            places.append(territory)
        emails.append(email)
        phones.append(phone)
    return found


def _former_names() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for organisation, name in OrganisationName.objects.order_by("pk").values_list("organisation_id", "name"):
        found.setdefault(organisation, []).append(name)
    return found
