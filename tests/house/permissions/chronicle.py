"""News, watch notes and subscriptions: « news » is public and the member's, « closed_news » of a restricted space."""

from __future__ import annotations

from tests.house.permissions.lines import ALL, KEEPERS, NETWORK, NOBODY, Line, get, post

MEMBERS = (404, 404, 200, 200, 404)
"""Who administers does not see a restricted space either."""
ORGANISERS = (404, 404, 404, 200, 404)

NEWS = (
    get("chronicle:news", ALL),
    get("chronicle:news_rss", ALL),
    get("chronicle:news_atom", ALL),
    get("chronicle:post_news", NETWORK),
    get("chronicle:news_item", ALL, "news"),
    get("chronicle:news_item", NETWORK, "members_news"),
    get("chronicle:news_item", MEMBERS, "closed_news"),
    get("chronicle:news_item", KEEPERS, "withdrawn_news"),
    get("chronicle:correct_news", NETWORK, "news"),
    get("chronicle:correct_news", KEEPERS, "members_news"),
    get("chronicle:correct_news", ORGANISERS, "closed_news"),
    post("chronicle:withdraw_news", NETWORK, "news"),
    post("chronicle:withdraw_news", ORGANISERS, "closed_news"),
    post("chronicle:put_news_back", KEEPERS, "withdrawn_news"),
    Line("chronicle:withdraw_news", NOBODY, method="post", args=("22222222",)),
)

WATCH = (
    get("chronicle:watch_notes", ALL),
    get("chronicle:write_watch_note", KEEPERS),
    get("chronicle:watch_note", ALL, "note"),
    get("chronicle:watch_note", NETWORK, "members_note"),
    get("chronicle:correct_watch_note", KEEPERS, "note"),
    get("chronicle:tell_spaces", KEEPERS, "note"),
    get("chronicle:tell_spaces", NOBODY, "22222222"),
    post("chronicle:withdraw_watch_note", KEEPERS, "note"),
    post("chronicle:put_watch_note_back", KEEPERS, "note"),
)

OWN = "subscriber"
STOP = "stop_token"
ALERTS = (
    Line("chronicle:my_alerts", (200, 200, 200, 200, 200)),
    get("chronicle:new_alert", ALL),
    get("chronicle:confirm_alerts", NOBODY, "unconfirmed"),
    Line("chronicle:confirm_alerts", NOBODY, method="post", args=("unconfirmed",)),
    *(get(f"chronicle:{name}", NOBODY, OWN) for name in ("alerts", "alerts_preview")),
    *(
        Line(f"chronicle:{name}", NOBODY, method="post", args=(OWN,))
        for name in ("alerts_rhythm", "pause_alerts")
    ),
    get("chronicle:change_wish", NOBODY, OWN, "wish"),
    Line("chronicle:drop_wish", NOBODY, method="post", args=(OWN, "wish")),
    get("chronicle:stop_alerts", ALL, STOP),
    get("chronicle:stop_alerts", NOBODY, "22222222"),
    Line("chronicle:stop_alerts", ALL, method="post", args=(STOP,)),
)

LINES = (*NEWS, *WATCH, *ALERTS)
