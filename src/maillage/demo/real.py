"""The real networks, as five public texts tell them; nothing that they do not say."""

from __future__ import annotations

import datetime as dt
from typing import Any

from maillage.demo.content import real
from maillage.demo.grounds import by_code, commune, ground_of, quarter
from maillage.demo.hand import HAND
from maillage.network.actions.accreditations import add_accreditation
from maillage.network.actions.axes import set_axis
from maillage.network.actions.competence import declare_competence
from maillage.network.actions.kinship import become_legal_person, link_sister
from maillage.network.actions.mandates import give_mandate
from maillage.network.actions.organisations import SheetFields, make_host, register_organisation
from maillage.network.actions.profile import describe_organisation
from maillage.network.actions.sites import add_site
from maillage.network.actions.space_changes import change_scope
from maillage.network.actions.spaces import create_space, set_objectives
from maillage.network.actions.steering import join_steering, leave_steering
from maillage.network.models import Mandate, Organisation, Space, SpaceHost
from maillage.records.identity import new_uid
from maillage.vocabulary.codes import Code
from maillage.vocabulary.queries import term

Role = SpaceHost.Role


def load_real_networks() -> dict[str, Space]:
    """Organisations, then spaces; returns the spaces by key, so that examples can be linked to them."""
    commune.cache_clear()
    known = {row["key"]: _organisation(row) for row in real()["organisations"]}
    for row in real()["organisations"]:
        if "part_of" in row:
            Organisation.objects.filter(pk=known[row["key"]].pk).update(part_of=known[row["part_of"]])
    spaces: dict[str, Space] = {}
    for row in real()["spaces"]:
        spaces[row["key"]] = _space(row, known, spaces)
    for row in real()["sisters"]:
        link_sister(by=HAND, space=spaces[row["from"]], other=spaces[row["to"]], kind=row["relation"])
    return spaces


def source_of(row: dict[str, Any]) -> str:
    """« Source : … », with what the text leaves open."""
    named = real()["sources"][row["source"]]
    size = f"taille annoncée : {row['announced_size']}" if "announced_size" in row else ""
    return ". ".join(part[0].upper() + part[1:] for part in (named, size, row.get("note", "")) if part)


def _organisation(row: dict[str, Any]) -> Organisation:
    fields: SheetFields = {
        "name": row["name"],
        "short_name": row.get("short_name", ""),
        "presentation": _presentation(row),
        "line": row.get("line", ""),
        "kinds": [term(Code.ORGANISATION_KIND, row["kind"])] if "kind" in row else [],
        "sectors": [term(Code.SECTOR, notation) for notation in row.get("sectors", ())],
    }
    if row.get("kind") in {"commune", "cpas", "province", "pcs"}:
        fields["ownership"] = Organisation.Ownership.PUBLIC
    if row.get("kind") == "asbl":
        fields["legal_form"] = term(Code.LEGAL_FORM, "asbl")
    organisation = register_organisation(by=HAND, fields=fields)
    inside = commune(row["commune"])
    place = quarter(row["quarter"], inside) if "quarter" in row else inside
    add_site(
        by=HAND,
        organisation=organisation,
        fields={"territory": place, "locality": inside.name, "is_main": True},
    )
    if row.get("is_host"):
        make_host(by=HAND, organisation=organisation)
    if "founded" in row:
        describe_organisation(by=HAND, organisation=organisation, fields={"founded_year": row["founded"]})
    _recognise(organisation, row)
    return organisation


def _presentation(row: dict[str, Any]) -> str:
    return "\n\n".join(part for part in (row.get("presentation", ""), f"Source : {source_of(row)}") if part)


def _recognise(organisation: Organisation, row: dict[str, Any]) -> None:
    for entry in row.get("accreditations", ()):
        notation, _, since = entry.partition(":")
        add_accreditation(
            by=HAND,
            organisation=organisation,
            term=term(Code.ACCREDITATION, notation),
            valid_from=dt.date.fromisoformat(since) if since else None,
        )
    for entry in row.get("competence", ()):
        _level, code = entry.split(":")
        declare_competence(
            by=HAND, centre=organisation, territory=by_code(code), source=row["competence_source"], since=None
        )


def _space(row: dict[str, Any], known: dict[str, Organisation], spaces: dict[str, Space]) -> Space:
    since = _day(row.get("valid_from"))
    space = create_space(
        by=HAND,
        uid=new_uid(),
        name=row["name"],
        kind=term(Code.SPACE_KIND, row["kind"]),
        purpose=row.get("purpose", ""),
        themes=[term(Code.THEME, notation) for notation in row.get("themes", ())],
        territories=ground_of(row),
        scope_wording=row.get("zone", ""),
        hosts=[(known[row["host"]], Role.HOST)] if "host" in row else [],
        members=[known[key] for key in row.get("members", ())],
        parent=spaces[row["parent"]] if "parent" in row else None,
        since=since,
        source=source_of(row),
    )
    if row.get("objectives"):
        set_objectives(by=HAND, space=space, texts=row["objectives"], day=since or dt.date(2016, 1, 1))
    if "axis" in row:
        scheme, notation = row["axis"]
        set_axis(
            by=HAND, space=space, axis=term(scheme, notation), since=dt.date(2014, 1, 1), source=source_of(row)
        )
    _steer(space, row, known)
    _follow(space, row, known)
    return space


def _steer(space: Space, row: dict[str, Any], known: dict[str, Organisation]) -> None:
    for key in row.get("co_leads", ()):
        join_steering(by=HAND, space=space, organisation=known[key], role=Role.CO_LEAD, since=None)
    for lead in row.get("leads", ()):
        host = join_steering(
            by=HAND,
            space=space,
            organisation=known[lead["organisation"]],
            role=Role.CO_LEAD,
            since=dt.date.fromisoformat(lead["from"]),
        )
        leave_steering(by=HAND, host=host, last_day=dt.date.fromisoformat(lead["to"]), note=row["note"])
    for key in row.get("bureau", ()):
        give_mandate(by=HAND, space=space, role=Mandate.Role.BUREAU, organisation=known[key], since=None)


def _follow(space: Space, row: dict[str, Any], known: dict[str, Organisation]) -> None:
    """What became of the space: another scope, a legal person."""
    if "scope_change" in row:
        change = row["scope_change"]
        change_scope(
            by=HAND,
            space=space,
            territories=[quarter(change["quarter"], commune("21004"))],
            day=dt.date.fromisoformat(change["day"]),
            reason=f"{change['reason']}. {change['note']}.",
        )
    if "becomes" in row:
        become_legal_person(
            by=HAND,
            space=space,
            organisation=known[row["becomes"]],
            since=dt.date.fromisoformat(row["becomes_day"]),
            source=f"{source_of(row)} ; {row['becomes_note']}",
        )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
