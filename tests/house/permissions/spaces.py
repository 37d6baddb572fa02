"""Platforms and groups: « space » is open to all, « restricted » to its members, both held by the coordinator's host."""

from __future__ import annotations

from tests.house.permissions.lines import ADMIN, ALL, KEEPERS, NETWORK, NOBODY, Line, get, post

SPACE = ("space",)
HIDDEN = ("restricted",)
ELSEWHERE = ("elsewhere",)
MEMBERS = (404, 404, 200, 200, 404)
"""Who administers does not see a restricted space either."""
ORGANISERS = (404, 404, 404, 200, 404)
ORGANISING = (
    "edit_space",
    "space_objectives",
    "new_subgroup",
    "space_scope",
    "space_visibility",
    "space_steering",
    "space_mandates",
    "add_members",
    "space_kin",
    "legal_person",
)

LINES = (
    get("network:spaces", ALL),
    get("network:new_space", KEEPERS),
    get("network:axes", ALL),
    get("network:seats", NETWORK),
    get("network:new_seat", KEEPERS),
    get("network:seat", KEEPERS, "seat"),
    get("network:end_seat", KEEPERS, "seat"),
    get("network:competences", ALL),
    get("network:new_competence", KEEPERS),
    get("network:end_competence", KEEPERS, "competence"),
    *(
        line
        for name in ("space", "space_members", "space_grid", "space_history")
        for line in (get(f"network:{name}", ALL, *SPACE), get(f"network:{name}", MEMBERS, *HIDDEN))
    ),
    *(
        line
        for name in ORGANISING
        for line in (
            get(f"network:{name}", KEEPERS, *SPACE),
            get(f"network:{name}", ORGANISERS, *HIDDEN),
            get(f"network:{name}", ADMIN, *ELSEWHERE),
        )
    ),
    get("network:space_status", KEEPERS, *SPACE, "rest"),
    get("network:leave_steering", KEEPERS, *SPACE, "steering"),
    get("network:end_mandate", KEEPERS, *SPACE, "mandate"),
    get("network:membership", NETWORK, *SPACE, "membership"),
    get("network:member_place", KEEPERS, *SPACE, "membership", "become_occasional"),
    get("network:leave_space", NETWORK, *SPACE, "membership"),
    Line("network:ask_to_join", (200, 200, 302, 200, 200), args=SPACE),
    Line("network:ask_to_join", (404, 404, 302, 200, 404), args=HIDDEN),
    get("network:answer_request", KEEPERS, *SPACE, "request"),
    get("network:answer_invitation", KEEPERS, *SPACE, "invitation"),
    get("network:invitation_by_link", KEEPERS, "invitation"),
    post("network:unlink_sister", KEEPERS, *SPACE, "link"),
    get("network:new_call", KEEPERS, *SPACE),
    get("network:open_call", ALL, *SPACE, "call"),
    get("network:edit_call", KEEPERS, *SPACE, "call"),
    get("network:address_book", KEEPERS, *SPACE),
    get("network:address_book", ORGANISERS, *HIDDEN),
    get("network:my_address_book", ORGANISERS, *SPACE),
    get("network:my_address_book", ORGANISERS, *HIDDEN),
    post("network:tick_entries", ORGANISERS, *SPACE),
    get("network:bring_contacts", ORGANISERS, *SPACE),
    get("network:new_entry", ORGANISERS, *SPACE),
    get("network:address_book_file", NOBODY, *SPACE, "22222222"),
    get("network:address_book_entry", NOBODY, *SPACE, "entry"),
    get("network:invite_entry", KEEPERS, *SPACE, "entry"),
    get("network:invite_entry", NOBODY, *SPACE, "private_entry"),
    post("network:withdraw_entry", KEEPERS, *SPACE, "entry"),
    get("network:address_book_links", KEEPERS, *SPACE),
    Line("network:close_address_book_link", NOBODY, method="post", args=(*SPACE, "22222222")),
)
