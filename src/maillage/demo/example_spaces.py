"""The fifteen spaces of the Trois-Rives: who sits in them, who runs them, what changed over time."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from maillage.demo.content import example
from maillage.demo.grounds import commune, quarter
from maillage.demo.hand import HAND, hand_in
from maillage.demo.trois_rives import Network, ground_of_the_centre
from maillage.network.actions.axes import set_axis
from maillage.network.actions.kinship import become_legal_person, link_sister
from maillage.network.actions.mandates import give_mandate
from maillage.network.actions.memberships import add_members, name_representatives
from maillage.network.actions.space_changes import change_scope
from maillage.network.actions.spaces import create_space, edit_space, set_objectives
from maillage.network.actions.steering import join_steering
from maillage.network.models import Mandate, Membership, Organisation, Space, SpaceHost, SpaceLink
from maillage.records.identity import new_uid
from maillage.vocabulary.codes import Code
from maillage.vocabulary.queries import term


def load_example_spaces(network: Network, real: dict[str, Space], today: dt.date) -> dict[str, Space]:
    """The spaces by key. Sizes are those of the tables: 41 in the platform FLE, 22, 20 …"""
    chance = random.Random(7)
    made: dict[str, Space] = {}
    for row in example()["spaces"]:
        made[row["key"]] = _space(row, network, made, chance, today)
        if "twin" in row and not row.get("restricted"):
            link_sister(by=HAND, space=real[row["twin"]], other=made[row["key"]], kind=SpaceLink.Kind.TWIN)
    _networks_of_quarters(network, chance, today)
    return made


def _space(
    row: dict[str, Any], network: Network, made: dict[str, Space], chance: random.Random, today: dt.date
) -> Space:
    since = dt.date(today.year - chance.randrange(2, 7), chance.randrange(1, 13), 1)
    parent = made.get(row.get("parent", ""))
    themes = [] if parent else [term(Code.THEME, notation) for notation in row["themes"]]
    space = create_space(
        by=HAND,
        uid=new_uid(),
        name=row["name"],
        kind=term(Code.SPACE_KIND, row["kind"]),
        purpose=row["purpose"],
        themes=themes,
        territories=[] if parent else [ground_of_the_centre()],
        hosts=[(network.centre, SpaceHost.Role.HOST)],
        parent=parent,
        restricted=row.get("restricted", False),
        status=row.get("status", Space.Status.ACTIVE),
        since=since,
        source="Démonstration : espace inventé",
    )
    _contact(space, network)
    members = _members(row, network, chance)
    _seat(space, members, network, chance, since, today)
    if row.get("objectives"):
        set_objectives(by=hand_in(space), space=space, texts=row["objectives"], day=since)
    for code, key in ((Code.PCS_2014, "axis"), (Code.PCS_2020, "axis_today")):
        if key in row:
            axis = term(code, row[key])
            set_axis(
                by=hand_in(space), space=space, axis=axis, since=since, source="Démonstration : lien inventé"
            )
    if "co_lead" in row:
        partner = network.of(row["co_lead"])
        join_steering(
            by=hand_in(space), space=space, organisation=partner, role=SpaceHost.Role.CO_LEAD, since=since
        )
    for member in members[: row.get("bureau", 0)]:
        person = network.posts[member.pk][0].person
        give_mandate(
            by=hand_in(space),
            space=space,
            role=Mandate.Role.BUREAU,
            person=person,
            organisation=member,
            since=since,
        )
    if "scope_change" in row:
        inside = [quarter("Forges (exemple)", commune("Seraing"))]
        change_scope(
            by=hand_in(space),
            space=space,
            territories=inside,
            day=_later(since, today),
            reason=row["scope_change"],
        )
    return space


def _later(since: dt.date, today: dt.date) -> dt.date:
    return min(dt.date(since.year + 1, since.month, 1), today)


def _contact(space: Space, network: Network) -> None:
    """The person to call: the coordinator of the centre."""
    person = network.centre.posts.get(coordinator=True).person
    edit_space(
        by=hand_in(space),
        space=space,
        seen=space.version,
        themes=list(space.themes.all()),
        fields={"contact": person, "contact_phone": "04 000 00 00", "contact_email": person.email},
    )


def _members(row: dict[str, Any], network: Network, chance: random.Random) -> list[Organisation]:
    """Operators of the sectors of the space first, then others, up to its size; « Les Mots Passeurs » in the FLE."""
    wanted, kinds = set(row.get("sectors", ())), set(row.get("kinds", ()))
    near = [
        one
        for one in network.operators
        if (network.kinds[one.pk] in kinds if kinds else network.sectors[one.pk] & wanted)
    ]
    chance.shuffle(near)
    if not row.get("networks"):
        far = [one for one in network.operators if one not in near]
        chance.shuffle(far)
        near += far
    if row["key"] in {"fle", "citoyennete"}:
        near.sort(key=lambda one: one.name != "Les Mots Passeurs")
    return near[: row["size"]]


def _seat(
    space: Space,
    members: list[Organisation],
    network: Network,
    chance: random.Random,
    since: dt.date,
    today: dt.date,
) -> None:
    """Three quarters from the start, the others later; a third have a substitute; two former members."""
    late = members[3 * len(members) // 4 :]
    early = members[: 3 * len(members) // 4]
    seated = add_members(by=hand_in(space), space=space, organisations=early, since=since)
    seated += add_members(by=hand_in(space), space=space, organisations=late, since=_later(since, today))
    for membership in seated:
        assert membership.organisation_id is not None
        posts = network.posts[membership.organisation_id]
        deputy = posts[1].person if len(posts) > 1 and chance.random() < 0.5 else None
        name_representatives(by=hand_in(space), membership=membership, person=posts[0].person, deputy=deputy)
    if len(members) > 15:
        Membership.objects.filter(pk=seated[-1].pk).update(status=Membership.Status.OCCASIONAL)


def _networks_of_quarters(network: Network, chance: random.Random, today: dt.date) -> None:
    """Each quarter coordination is a network of its own: members of members, counted once (A12)."""
    since = dt.date(today.year - 3, 1, 1)
    coordinations = [one for one in network.operators if network.kinds[one.pk] == "coordination-quartier"]
    others = [one for one in network.operators if one not in coordinations]
    for coordination in coordinations:
        own = create_space(
            by=HAND,
            uid=new_uid(),
            name=f"Membres – {coordination.name}",
            kind=term(Code.SPACE_KIND, "coordination-quartier"),
            purpose="Les associations et services du quartier.",
            territories=[one for one in [coordination.sites.get().territory] if one],
            hosts=[(network.centre, SpaceHost.Role.HOST)],
            members=chance.sample(others, k=chance.randrange(8, 18)),
            since=since,
            source="Démonstration : espace inventé",
        )
        become_legal_person(by=HAND, space=own, organisation=coordination, since=since)
