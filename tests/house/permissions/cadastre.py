"""Courses and services: the offer belongs to « operator », for which the member works; the other one to « host »."""

from __future__ import annotations

from tests.house.permissions.lines import ADMIN, ALL, KEEPERS, NETWORK, NOBODY, get, post

OFFER = ("offer",)
SESSION = ("offer", "session")
SUGGESTION = ("offer", "suggestion")

LINES = (
    get("cadastre:open_data", ALL),
    get("cadastre:embedding", ALL),
    get("cadastre:embed", ALL),
    get("cadastre:sheet", ALL),
    post("cadastre:hand_over", ALL),
    get("api:offers", ALL),
    get("api:openapi-json", ALL),
    get("api:api-root", NOBODY),
    get("cadastre:offers", ALL),
    get("cadastre:offers_map", ALL),
    get("cadastre:offer", ALL, *OFFER),
    get("cadastre:offer", NETWORK, "offer_for_members"),
    get("cadastre:offer_history", NETWORK, *OFFER),
    get("cadastre:new_offer", KEEPERS),
    get("cadastre:keep_offers", NETWORK, "operator"),
    get("cadastre:keep_offers", KEEPERS, "host"),
    get("cadastre:new_offer_of", NETWORK, "operator", "formation"),
    get("cadastre:new_offer_of", NETWORK, "operator", "service"),
    get("cadastre:new_offer_of", KEEPERS, "host", "permanence"),
    get("cadastre:new_offer_of", NOBODY, "operator", "autre-chose"),
    get("cadastre:edit_offer", NETWORK, *OFFER),
    get("cadastre:edit_offer", KEEPERS, "offer_of_host"),
    post("cadastre:confirm_offer", NETWORK, *OFFER),
    get("cadastre:end_offer", NETWORK, *OFFER),
    post("cadastre:reopen_offer", NETWORK, *OFFER),
    get("cadastre:close_meanwhile", NETWORK, *OFFER),
    post("cadastre:withdraw_closure", NETWORK, "offer", "closure"),
    get("cadastre:add_session", NETWORK, *OFFER),
    post("cadastre:carry_forward", NETWORK, *OFFER),
    get("cadastre:edit_session", NETWORK, *SESSION),
    get("cadastre:places", NETWORK, *SESSION),
    post("cadastre:places", NETWORK, *SESSION, state="full"),
    post("cadastre:remove_session", NETWORK, *SESSION),
    get("cadastre:to_complete", KEEPERS),
    get("cadastre:offer_campaigns", KEEPERS),
    get("cadastre:new_offer_campaign", KEEPERS),
    get("cadastre:offer_campaign", KEEPERS, "campaign"),
    get("cadastre:offer_campaign", ADMIN, "campaign_elsewhere"),
    get("cadastre:offer_campaign", NOBODY, "campaign_of_sheets"),
    post("cadastre:confirm_all", NETWORK, "operator"),
    post("cadastre:confirm_all", KEEPERS, "host"),
    post("cadastre:carry_all", NETWORK, "operator"),
    post("cadastre:carry_all", KEEPERS, "host"),
    get("cadastre:send_link", KEEPERS, "operator"),
    post("cadastre:withdraw_links", KEEPERS, "operator"),
    get("cadastre:suggest", ALL, *OFFER),
    get("cadastre:suggest", NETWORK, "offer_for_members"),
    get("cadastre:suggestions", NETWORK),
    get("cadastre:suggestion", NETWORK, *SUGGESTION),
    get("cadastre:suggestion", KEEPERS, "offer_of_host", "suggestion_of_host"),
    get("cadastre:suggestion", NOBODY, "offer", "suggestion_of_host"),
    post("cadastre:decide_suggestion", NETWORK, *SUGGESTION, part="remark", decision="refuser"),
)
