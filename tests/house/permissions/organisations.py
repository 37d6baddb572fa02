"""The directory: the member works for « operator », the coordinator coordinates for « host »."""

from __future__ import annotations

from tests.house.permissions.lines import ADMIN, ALL, KEEPERS, NETWORK, NOBODY, get, post

SHEET = ("operator",)

LINES = (
    get("network:organisations", ALL),
    get("network:figures", ALL),
    get("network:organisation", ALL, *SHEET),
    get("network:organisation_card", ALL, *SHEET),
    get("network:organisation_history", NETWORK, *SHEET),
    get("network:register_organisation", KEEPERS),
    get("network:edit_organisation", NETWORK, *SHEET),
    get("network:edit_organisation", KEEPERS, "host"),
    get("network:organisation_logo", NETWORK, *SHEET),
    post("network:confirm_sheet", NETWORK, *SHEET),
    get("network:confirm_by_link", NETWORK, "operator_uid"),
    post("network:make_host", ADMIN, *SHEET),
    get("network:rename_organisation", NETWORK, *SHEET),
    get("network:what_became", KEEPERS, *SHEET),
    get("network:split_organisation", KEEPERS, *SHEET),
    get("network:end_organisation", KEEPERS, *SHEET, "fusion"),
    get("network:end_organisation", NOBODY, *SHEET, "autre-chose"),
    post("network:undo_succession", KEEPERS, "former", "succession"),
    get("network:add_site", NETWORK, *SHEET),
    get("network:edit_site", NETWORK, *SHEET, "site"),
    get("network:add_accreditation", NETWORK, *SHEET),
    get("network:prolong_accreditation", NETWORK, *SHEET, "accreditation"),
    get("network:end_accreditation", NETWORK, *SHEET, "accreditation"),
    get("network:describe_organisation", NETWORK, *SHEET),
    get("network:add_partnership", NETWORK, *SHEET),
    get("network:end_partnership", NETWORK, *SHEET, "partnership"),
    get("network:people", NETWORK),
    get("network:person", NETWORK, "worker"),
    get("network:person_card", NETWORK, "worker"),
    get("network:add_post", NETWORK, *SHEET),
    get("network:edit_post", NETWORK, *SHEET, "post"),
    get("network:leave_organisation", NETWORK, *SHEET, "post"),
    get("network:campaigns", KEEPERS),
    get("network:new_campaign", KEEPERS),
    get("network:campaign", KEEPERS, "campaign"),
    get("network:campaign", ADMIN, "campaign_elsewhere"),
    get("network:campaign_sheet", KEEPERS, "campaign_sheet"),
    post("network:launch_campaign", KEEPERS, "campaign"),
    post("network:launch_campaign", ADMIN, "campaign_elsewhere"),
    post("network:close_campaign", KEEPERS, "campaign"),
    post("network:remind_silent", KEEPERS, "campaign"),
    get("network:write_to", KEEPERS),
    get("network:letters", KEEPERS),
)
