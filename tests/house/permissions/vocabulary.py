"""Vocabularies: everyone reads, who coordinates writes."""

from __future__ import annotations

from tests.house.permissions.lines import KEEPERS, Line

LINES = (
    Line("vocabulary:schemes", (200,) * 5),
    Line("vocabulary:make_scheme", KEEPERS),
    Line("vocabulary:mappings", (200,) * 5),
    Line("vocabulary:mappings", (404,) * 5, method="post", data={"cell": "x:y:on"}),
    Line("vocabulary:end_mapping", KEEPERS, args=("mapping",)),
    Line("vocabulary:term", (200,) * 5, args=("term",)),
    Line("vocabulary:edit_term", KEEPERS, args=("term",)),
    Line("vocabulary:end_term", KEEPERS, args=("term",)),
    Line("vocabulary:reopen_term", KEEPERS, args=("term",)),
    Line("vocabulary:place_term", (404, 404, 404, 302, 302), method="post", args=("term",)),
    Line("vocabulary:remove_term", (404, 404, 404, 302, 302), method="post", args=("term",)),
    Line("vocabulary:add_mapping", (404,) * 5, args=("term",)),
    Line("vocabulary:scheme", (200,) * 5, args=("scheme",)),
    Line("vocabulary:edit_scheme", KEEPERS, args=("scheme",)),
    Line("vocabulary:extend_scheme", KEEPERS, args=("scheme",)),
    Line("vocabulary:replace_scheme", KEEPERS, args=("scheme",)),
    Line("vocabulary:add_term", KEEPERS, args=("scheme",)),
    Line("vocabulary:paste_terms", KEEPERS, args=("scheme",)),
    Line("vocabulary:export_scheme", (200,) * 5, args=("scheme", "csv")),
)
