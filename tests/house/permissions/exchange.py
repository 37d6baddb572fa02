"""Imports: one's own."""

from __future__ import annotations

from tests.house.permissions.lines import Line

LINES = (
    Line("exchange:imports", (404, 404, 404, 200, 200)),
    Line("exchange:example", (404,) * 5, args=("operateurs",)),
    Line("exchange:run", (404, 404, 404, 404, 200), args=("import",)),
    Line("exchange:columns", (404, 404, 404, 404, 200), args=("import",)),
    Line("exchange:row", (404, 404, 404, 404, 200), args=("import", "2")),
    Line("exchange:decide", (404, 404, 404, 404, 302), method="post", args=("import",)),
    Line("exchange:advance", (404, 404, 404, 404, 302), method="post", args=("import",)),
    Line("exchange:confirm", (404, 404, 404, 404, 302), method="post", args=("import",)),
    Line("exchange:refuse", (404, 404, 404, 404, 302), method="post", args=("import",)),
    Line("exchange:take_back", (404, 404, 404, 404, 302), args=("import",)),
    Line("exchange:follow_up", (404, 404, 404, 404, 302), method="post", args=("import", "plateforme")),
)
