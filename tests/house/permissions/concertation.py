"""See, judge, act: « cycle » is public, of a space of the host where « operator » sits; « closed_… » is restricted."""

from __future__ import annotations

from tests.house.permissions.lines import ALL, NOBODY, Line, get, post

MEMBERS = (404, 404, 200, 200, 404)
"""Who administers does not see a restricted space either."""
ORGANISERS = (404, 404, 404, 200, 200)
SEATED = (404, 404, 200, 200, 200)
CLOSED_MEMBERS = (404, 404, 200, 200, 404)
"""Every position: for the members and the organisers."""
WORKERS = (404, 404, 200, 404, 404)
"""Who works at the member organisation, and nobody else."""
CLOSED_ORGANISERS = (404, 404, 404, 200, 404)
GONE = (410,) * 5
LED = (302,) * 5

CYCLES = (
    get("concertation:open_cycle", ORGANISERS, "space"),
    get("concertation:open_cycle", CLOSED_ORGANISERS, "closed_space"),
    get("concertation:board", ALL, "cycle"),
    get("concertation:board", MEMBERS, "closed_cycle"),
    get("concertation:set_cycle", ORGANISERS, "cycle"),
    get("concertation:set_cycle", CLOSED_ORGANISERS, "closed_cycle"),
    post("concertation:go_to_phase", ORGANISERS, "cycle", phase="juger"),
    post("concertation:go_to_phase", NOBODY, "cycle", phase="rêver"),
    post("concertation:close_cycle", ORGANISERS, "cycle"),
    post("concertation:reopen_cycle", ORGANISERS, "cycle"),
    get("concertation:codes", SEATED, "cycle"),
    get("concertation:codes", MEMBERS, "closed_cycle"),
    get("concertation:code", ORGANISERS, "cycle", "code_uid"),
    post("concertation:close_code", ORGANISERS, "cycle", "code_uid"),
    post("concertation:prolong_code", ORGANISERS, "cycle", "code_uid"),
    get("concertation:synthesis", ALL, "cycle"),
    get("concertation:synthesis", MEMBERS, "closed_cycle"),
    Line("concertation:synthesis", CLOSED_MEMBERS, args=("cycle",), data={"pour": "espace"}),
    Line("concertation:synthesis", ALL, args=("cycle",), data={"format": "pdf"}),
    Line("concertation:synthesis", ALL, args=("cycle",), data={"format": "docx"}),
    get("concertation:wall", ALL, "cycle"),
    get("concertation:wall", MEMBERS, "closed_cycle"),
    get("concertation:wall_desk", ORGANISERS, "cycle"),
    get("concertation:note_finding", SEATED, "cycle"),
    get("concertation:note_finding", MEMBERS, "closed_cycle"),
    get("concertation:paste_findings", SEATED, "cycle"),
    get("concertation:sorting", ORGANISERS, "cycle"),
    Line("concertation:gather", (404, 404, 404, 302, 302), args=("cycle",)),
    get("concertation:propose_avenue", SEATED, "cycle"),
    get("concertation:recommendations", ALL, "cycle"),
    get("concertation:recommendations", MEMBERS, "closed_cycle"),
    Line("concertation:recommendations", NOBODY, args=("cycle",), data={"par": "rien"}),
    get("concertation:propose_recommendation", SEATED, "cycle"),
    get("concertation:propose_recommendation", MEMBERS, "closed_cycle"),
)

RECOMMENDATIONS = (
    get("concertation:recommendation", ALL, "recommendation"),
    get("concertation:recommendation", MEMBERS, "closed_recommendation"),
    get("concertation:edit_recommendation", ORGANISERS, "recommendation"),
    get("concertation:edit_recommendation", CLOSED_ORGANISERS, "closed_recommendation"),
    post("concertation:move_recommendation", ORGANISERS, "recommendation", verbe="adopter"),
    post("concertation:move_recommendation", NOBODY, "recommendation", verbe="rêver"),
    post("concertation:act_on_recommendation", ORGANISERS, "recommendation"),
    get("concertation:take_position", WORKERS, "recommendation"),
)

FINDINGS = (
    get("concertation:recurrent", ALL),
    get("concertation:finding", ALL, "finding"),
    get("concertation:finding", MEMBERS, "closed_finding"),
    get("concertation:finding", CLOSED_ORGANISERS, "closed_waiting"),
    get("concertation:finding", CLOSED_ORGANISERS, "waiting"),
    get("concertation:correct_finding", ORGANISERS, "finding"),
    post("concertation:sort_finding", ORGANISERS, "finding", verbe="reprendre"),
    post("concertation:separate", NOBODY, "finding"),
    post("concertation:separate", ORGANISERS, "original"),
    get("concertation:add_verbatim", SEATED, "finding"),
    post("concertation:drop_verbatim", SEATED, "finding", "verbatim"),
    get("concertation:mark_contradiction", ORGANISERS, "finding"),
    get("concertation:contradiction", ALL, "contradiction"),
    post("concertation:contradiction", ORGANISERS, "contradiction", outcome="Pris"),
    get("concertation:take_position", WORKERS, "finding"),
    get("concertation:take_position", NOBODY, "shared"),
    get("concertation:position", WORKERS, "position"),
    get("concertation:position", NOBODY, "finding"),
    post("concertation:withdraw_position", WORKERS, "position"),
    post("concertation:publish_position", WORKERS, "position", publier="oui"),
    post("concertation:have_reread", ORGANISERS, "cycle"),
    post("concertation:have_reread", CLOSED_ORGANISERS, "closed_cycle"),
)

ACTING = (
    get("concertation:avenue", ALL, "avenue"),
    post("concertation:support_avenue", WORKERS, "avenue", organisation="operator_uid"),
    post("concertation:drop_avenue", ORGANISERS, "avenue", raison="Trop cher"),
    post("concertation:act_on_avenue", ORGANISERS, "avenue"),
    get("concertation:act", ALL, "action"),
    get("concertation:edit_action", SEATED, "action"),
    post("concertation:move_action", SEATED, "action", verbe="decider"),
    post("concertation:ask_for_news", ORGANISERS, "action"),
    get("concertation:tell_news", SEATED, "action"),
    get("concertation:tell_back", ORGANISERS, "action"),
    get("concertation:add_carrier", SEATED, "action"),
    post("concertation:remove_carrier", SEATED, "action", "operator_uid"),
    get("concertation:add_means", SEATED, "action"),
    post("concertation:remove_means", SEATED, "action", "means"),
    get("concertation:note_outcome", SEATED, "action"),
    Line("concertation:outcome", LED, args=("outcome",)),
    get("concertation:commitments", ALL, "operator"),
)

ENTRY = (
    get("concertation:find_entry", ALL),
    get("concertation:entry", ALL, "code"),
    get("concertation:entry", NOBODY, "AAAAAA"),
    Line("concertation:entry", GONE, args=("closed_code",)),
    get("concertation:correct_entry", NOBODY, "code", "waiting_uid"),
    Line("concertation:withdraw_entry", NOBODY, method="post", args=("code", "waiting_uid")),
)

THREAD = (
    get("thread:items", ALL),
    get("thread:thread", ALL, "finding"),
    get("thread:thread", MEMBERS, "closed_finding"),
    get("thread:thread", CLOSED_ORGANISERS, "waiting"),
)

CONSULTATIONS = (
    get("concertation:open_consultation", ORGANISERS, "space"),
    get("concertation:open_consultation", CLOSED_ORGANISERS, "closed_space"),
    get("concertation:consultation", ALL, "consultation"),
    get("concertation:consultation", MEMBERS, "coded"),
    get("concertation:consultation", CLOSED_MEMBERS, "closed_consultation"),
    get("concertation:statements", ALL, "consultation"),
    get("concertation:statements", CLOSED_MEMBERS, "closed_consultation"),
    get("concertation:polis_files", ORGANISERS, "consultation"),
    get("concertation:polis_files", CLOSED_ORGANISERS, "closed_consultation"),
    get("concertation:set_consultation", ORGANISERS, "consultation"),
    get("concertation:write_statements", ORGANISERS, "consultation"),
    get("concertation:moderate", ORGANISERS, "consultation"),
    get("concertation:moderate", CLOSED_ORGANISERS, "closed_consultation"),
    post("concertation:sort_statement", ORGANISERS, "consultation", "statement", verbe="ecarter", raison="?"),
    post("concertation:sort_statement", NOBODY, "consultation", "statement", verbe="effacer"),
    post("concertation:take_up_recommendations", ORGANISERS, "consultation"),
    post("concertation:take_up_recommendations", CLOSED_ORGANISERS, "closed_consultation"),
    get("concertation:invite_to_vote", ORGANISERS, "consultation"),
    get("concertation:invite_by_links", ORGANISERS, "consultation"),
    get("concertation:invite_by_links", CLOSED_ORGANISERS, "closed_consultation"),
    post("concertation:close_consultation", ORGANISERS, "consultation"),
    post("concertation:reopen_consultation", ORGANISERS, "consultation"),
    get("concertation:voting", ALL, "consultation"),
    get("concertation:voting", MEMBERS, "coded"),
    get("concertation:voting", CLOSED_MEMBERS, "closed_consultation"),
    post("concertation:take_back_vote", ALL, "consultation"),
    post("concertation:take_back_vote", CLOSED_MEMBERS, "closed_consultation"),
    get("concertation:propose_statement", ALL, "consultation"),
    get("concertation:propose_statement", CLOSED_MEMBERS, "closed_consultation"),
    get("concertation:say_who", ALL, "consultation"),
    get("concertation:say_who", CLOSED_MEMBERS, "closed_consultation"),
    get("concertation:withdraw_votes", NOBODY, "consultation"),
    get("concertation:find_consultation", ALL),
    Line("concertation:come_in", LED, args=("vote_code",)),
    get("concertation:come_in", NOBODY, "closed_vote_code"),
    get("concertation:come_in", NOBODY, "AAAAAA"),
)

FIELD = (
    get("concertation:signals", MEMBERS, "space"),
    get("concertation:signals", MEMBERS, "closed_space"),
    get("concertation:note_signal", MEMBERS, "space"),
    get("concertation:note_signal", MEMBERS, "closed_space"),
    get("concertation:signals_outside", MEMBERS, "space"),
    get("concertation:signals_outside", MEMBERS, "closed_space"),
    Line("concertation:finding_from", CLOSED_ORGANISERS, args=("space",), data={"de": "signal_uid"}),
    Line("concertation:finding_from", NOBODY, args=("closed_space",), data={"de": "signal_uid"}),
    get("concertation:signal", MEMBERS, "signal"),
    get("concertation:signal", MEMBERS, "closed_signal"),
    get("concertation:correct_signal", CLOSED_ORGANISERS, "signal"),
    post("concertation:delete_signal", CLOSED_ORGANISERS, "signal"),
    post("concertation:delete_signal", CLOSED_ORGANISERS, "closed_signal"),
    get("concertation:interventions", MEMBERS, "space"),
    get("concertation:interventions", MEMBERS, "closed_space"),
    get("concertation:ask_intervention", MEMBERS, "space"),
    get("concertation:ask_intervention", MEMBERS, "closed_space"),
    get("concertation:intervention", MEMBERS, "asked"),
    get("concertation:intervention", MEMBERS, "closed_asked"),
    get("concertation:correct_request", MEMBERS, "asked"),
    get("concertation:correct_request", CLOSED_ORGANISERS, "asked_by_another"),
    get("concertation:take_up", CLOSED_ORGANISERS, "asked"),
    get("concertation:take_up", CLOSED_ORGANISERS, "closed_asked"),
    get("concertation:finish_intervention", CLOSED_ORGANISERS, "taken_up"),
    get("concertation:finish_intervention", NOBODY, "asked"),
    post("concertation:move_intervention", MEMBERS, "asked", verbe="retirer", raison="Réglé"),
    post("concertation:move_intervention", CLOSED_ORGANISERS, "asked", verbe="refuser", raison="?"),
    post("concertation:move_intervention", CLOSED_ORGANISERS, "taken_up", verbe="commencer"),
    post("concertation:move_intervention", CLOSED_ORGANISERS, "asked_by_another", verbe="retirer", raison="?"),
)

LINES = (*FIELD, *CYCLES, *FINDINGS, *RECOMMENDATIONS, *ACTING, *ENTRY, *CONSULTATIONS, *THREAD)
