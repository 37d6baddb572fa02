"""Coverage: the table is everybody's; who says what is for the coordination and for the organisation that says it."""

from __future__ import annotations

from tests.house.permissions.lines import ALL, KEEPERS, NETWORK, Line, get, post

LINES = (
    get("cadastre:coverage", ALL),
    Line("cadastre:coverage", ALL, data={"format": "xlsx"}),
    Line("cadastre:coverage", ALL, data={"format": "impression"}),
    get("cadastre:counted_sessions", ALL),
    get("cadastre:counted_demands", KEEPERS),
    get("cadastre:demands", NETWORK),
    get("cadastre:state_demand", NETWORK),
    get("cadastre:demand", NETWORK, "own_demand"),
    get("cadastre:demand", KEEPERS, "other_demand"),
    get("cadastre:correct_demand", NETWORK, "own_demand"),
    get("cadastre:correct_demand", KEEPERS, "other_demand"),
    get("cadastre:withdraw_demand", NETWORK, "own_demand"),
    get("cadastre:withdraw_demand", KEEPERS, "other_demand"),
    post("cadastre:restore_demand", NETWORK, "own_demand"),
    post("cadastre:restore_demand", KEEPERS, "other_demand"),
    get("cadastre:snapshots", KEEPERS),
    get("cadastre:replace_snapshot", KEEPERS, "year"),
)
