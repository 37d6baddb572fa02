"""The home page, the search, territories, the pages that every public site owes."""

from __future__ import annotations

from tests.house.permissions.lines import ADMIN, ALL, FORM, KEEPERS, NOBODY, Line, get, post

LINES = (
    get("desk:home", ALL),
    get("desk:ask", (FORM,) * 5),
    get("desk:my_follow_ups", (FORM, 200, 200, 200, 200)),
    get("desk:guide", NOBODY),
    post("desk:close_guide", ALL),
    get("search:search", ALL),
    get("search:suggestions", ALL),
    get("ui:accessibility", ALL),
    get("ui:privacy", ALL),
    get("ui:legal", ALL),
    get("ui:style", ALL),
    get("territory:territories", ALL),
    Line("territory:search", ALL, data={"champ": "lieu"}),
    get("territory:territory", ALL, "commune"),
    get("territory:outlines", NOBODY, "commune"),
    get("territory:outlines", ALL, "province"),
    get("territory:draw_quarter", KEEPERS),
    get("territory:draw_zone", KEEPERS),
    get("territory:edit_territory", NOBODY, "commune"),
    get("territory:edit_territory", KEEPERS, "zone"),
    get("territory:add_part", KEEPERS, "zone"),
    get("territory:end_part", KEEPERS, "zone", "part"),
    get("territory:population", ADMIN),
    Line("territory:withdraw_population", NOBODY, method="post", args=("22222222",)),
)
