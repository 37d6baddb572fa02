"""One row of a table of demands, cleaned: what will be noted, and what the person should know of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from maillage.cadastre.actions.demand import DemandFields
from maillage.cadastre.models import ExpressedDemand
from maillage.cadastre.models.demand import MOST_PEOPLE
from maillage.core.cleaning import Flag, Level
from maillage.core.cleaning.flags import block, check, info
from maillage.core.folding import fold
from maillage.core.readers import Reader
from maillage.network.models import Organisation
from maillage.records.clock import today
from maillage.territory.models import Territory
from maillage.territory.queries.finder import find_places, label_of, sure_place
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term

Kind = ExpressedDemand.SourceKind
DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y")
FRENCH = {"", "francais", "cours de francais", "francais sans preciser"}
SKILLS = {"oral": "oral", "a l oral": "oral", "ecrit": "written", "a l ecrit": "written"}
SKILL_OF = {Code.LEVEL_ORAL: "oral", Code.LEVEL_WRITTEN: "written"}
KINDS = (
    ("attente", Kind.WAITING_LIST),
    ("refus", Kind.REFUSED),
    ("enquete", Kind.SURVEY),
    ("sondage", Kind.SURVEY),
    ("estim", Kind.ESTIMATE),
)
_NUMBER = re.compile(r"(\d[\d \u00a0\u202f.]*)(?:,0+)?\s*(?:personnes?|pers\.?)?", re.IGNORECASE)


@dataclass(slots=True)
class CleanedDemand:
    """`fields` can be written when no remark blocks the row; `values` is what the person edits."""

    fields: DemandFields = field(default_factory=DemandFields)
    values: dict[str, str] = field(default_factory=dict)
    flags: list[tuple[str, Flag]] = field(default_factory=list)

    @property
    def is_blocked(self) -> bool:
        return any(flag.level is Level.BLOCK for _key, flag in self.flags)

    @property
    def label(self) -> str:
        return f"{self.values.get('place', '?')} : {self.values.get('people', '?')}"


class DemandCleaner:
    """Vocabularies and organisations loaded once; places are asked of the finder, each text once."""

    def __init__(self, reader: Reader) -> None:
        codes = (Code.COURSE_TYPE, Code.AUDIENCE, Code.LEVEL_ORAL, Code.LEVEL_WRITTEN, Code.LEVEL_CEFR)
        self._terms: dict[tuple[str, str], Term] = {}
        for term in Term.objects.filter(scheme__code__in=codes).select_related("scheme").order_by("pk"):
            for words in (term.notation.replace("-", " "), term.name):
                self._terms.setdefault((term.scheme.code, fold(words)), term)
        self._organisations: dict[str, Organisation] = {}
        for row in Organisation.objects.visible_to(reader).as_of().order_by("pk"):
            for name in (row.sort_name, fold(row.short_name)):
                if name:
                    self._organisations.setdefault(name, row)
        self._places: dict[str, Territory | None] = {}

    def clean(self, cells: Mapping[str, str]) -> CleanedDemand:
        """Cleaning what was cleaned changes nothing more: the writer cleans `values` again."""
        row = CleanedDemand(values={key: text.strip() for key, text in cells.items() if text.strip()})
        self._place(row)
        self._people(row)
        self._course(row)
        self._level(row)
        self._days(row)
        self._source(row)
        return row

    def _place(self, row: CleanedDemand) -> None:
        text = row.values.get("place", "")
        place = self._known_place(text) if text else None
        if place is None:
            matches = [match.label for match in find_places(text, limit=3)] if text else []
            said = f" Est-ce {' ou '.join(matches)} ?" if matches else ""
            row.flags.append(
                ("place", block(f"Ce lieu n’est pas connu.{said}" if text else "Il manque le lieu."))
            )
            return
        row.fields["territory"] = place
        row.values["place"] = label_of(place.pk) or place.name

    def _known_place(self, text: str) -> Territory | None:
        if text not in self._places:
            found = sure_place(text)
            rows = Territory.objects.defer("shape")
            self._places[text] = rows.get(pk=found.territory_id) if found else None
        return self._places[text]

    def _people(self, row: CleanedDemand) -> None:
        found = _NUMBER.fullmatch(row.values.get("people", ""))
        number = int(re.sub(r"\D", "", found[1])) if found else None
        if number is None or number > MOST_PEOPLE:
            row.flags.append(("people", block("Écrivez un nombre de personnes, par exemple 12.")))
            return
        row.fields["people"] = number
        row.values["people"] = str(number)
        if text := row.values.get("got_place", ""):
            got = int(text) if text.isdigit() else None
            if got is None or got > number:
                row.flags.append(
                    ("got_place", check("Ce nombre n’est pas repris : il ne va pas avec l’autre."))
                )
                del row.values["got_place"]
            row.fields["got_place"] = got if got is not None and got <= number else None

    def _course(self, row: CleanedDemand) -> None:
        self._term(row, "course_type", Code.COURSE_TYPE, FRENCH, "Ce type de cours n’est pas dans la liste.")
        self._term(row, "target", Code.AUDIENCE, {""}, "Ce public n’est pas dans la liste.")

    def _term(self, row: CleanedDemand, key: str, code: Code, none: set[str], message: str) -> None:
        words = fold(row.values.get(key, ""))
        term = None if words in none else self._terms.get((code, words))
        if term is None and words not in none:
            row.flags.append((key, block(message)))
        row.fields[key] = term  # type: ignore[literal-required]
        if term is not None:
            row.values[key] = term.name

    def _level(self, row: CleanedDemand) -> None:
        """« O1 », « A2 »; whether a European level is spoken or written is told by its column, spoken when nothing is."""
        skill = SKILLS.get(fold(row.values.get("skill", "")), "")
        words = fold(row.values.get("level", ""))
        row.fields["skill"], row.fields["level"] = skill, None
        if not words:
            return
        for code in (Code.LEVEL_ORAL, Code.LEVEL_WRITTEN, Code.LEVEL_CEFR):
            term = self._terms.get((code, words))
            if term is None:
                continue
            if code is Code.LEVEL_CEFR and not skill:
                row.flags.append(("level", info("Compris comme un niveau à l’oral.")))
            row.fields["level"], row.fields["skill"] = term, SKILL_OF.get(code, skill or "oral")
            row.values["level"] = term.notation
            row.values["skill"] = "oral" if row.fields["skill"] == "oral" else "écrit"
            return
        row.flags.append(("level", block("Ce niveau n’est d’aucune échelle connue (O1, E2, A1…).")))

    def _days(self, row: CleanedDemand) -> None:
        day = self._day(row, "counted_on")
        if day is None and "counted_on" not in row.values:
            day = today()
            row.flags.append(("counted_on", check("Le fichier ne dit pas quand : aujourd’hui est repris.")))
        if day is not None and day > today():
            row.flags.append(("counted_on", block("Ce jour n’est pas encore venu.")))
        if day is not None:
            row.fields["counted_on"] = day
            row.values["counted_on"] = f"{day:%d/%m/%Y}"
        since = self._day(row, "counted_from")
        if since is not None and day is not None and since > day:
            row.flags.append(("counted_from", block("Le début de la période ne peut pas suivre sa fin.")))
        row.fields["counted_from"] = since
        if since is not None:
            row.values["counted_from"] = f"{since:%d/%m/%Y}"

    def _day(self, row: CleanedDemand, key: str) -> dt.date | None:
        text = row.values.get(key, "")
        for pattern in DAYS:
            try:
                return dt.datetime.strptime(text[:10], pattern).date()  # noqa: DTZ007 a day has no zone
            except ValueError:
                continue
        if text:
            row.flags.append((key, block("Écrivez une date, par exemple 31/12/2025.")))
        return None

    def _source(self, row: CleanedDemand) -> None:
        row.fields["source"] = row.values.get("source", "")[:300]
        if not row.fields["source"]:
            row.flags.append(("source", block("Un chiffre ne va jamais sans sa source.")))
        kind = fold(f"{row.values.get('source_kind', '')} {row.fields['source']}")
        found = next((value for words, value in KINDS if words in kind), None)
        if found is None:
            row.flags.append(
                ("source_kind", check("Genre de source non reconnu : repris comme une estimation."))
            )
        row.fields["source_kind"] = str(found or Kind.ESTIMATE)
        row.values["source_kind"] = str(Kind(row.fields["source_kind"]).label)
        row.fields["note"] = row.values.get("note", "")[:1_000]
        self._organisation(row)

    def _organisation(self, row: CleanedDemand) -> None:
        name = row.values.get("organisation", "")
        known = self._organisations.get(fold(name)) if name else None
        if name and known is None:
            row.flags.append(
                ("organisation", check("Pas dans l’annuaire : la demande est reprise sans organisation."))
            )
        row.fields["organisation"] = known


def same_statement(fields: DemandFields) -> tuple[Any, ...]:
    """What makes two rows the same statement: the same list, the same day, the same number."""
    organisation = fields.get("organisation")
    return (
        fields["territory"].pk,
        _pk(fields.get("course_type")),
        fields.get("skill", ""),
        _pk(fields.get("level")),
        _pk(fields.get("target")),
        organisation.pk if organisation else fields["source"],
        fields["counted_on"],
        fields["people"],
    )


def _pk(term: Term | None) -> int | None:
    return term.pk if term else None
