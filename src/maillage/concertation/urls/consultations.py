"""The addresses of consultations, of their votes and of what comes out of them."""

from __future__ import annotations

from django.urls import path

from maillage.concertation.views import consultation_desk, consultations, voting

_ONE = "consultations/<address:uid>/"

urlpatterns = [
    path("consultations/ouvrir/<address:uid>/", consultation_desk.open_consultation, name="open_consultation"),
    path(_ONE, consultations.consultation, name="consultation"),
    path(f"{_ONE}phrases/", consultations.statements, name="statements"),
    path(f"{_ONE}polis/", consultations.polis_files, name="polis_files"),
    path(f"{_ONE}regler/", consultation_desk.set_consultation, name="set_consultation"),
    path(f"{_ONE}ecrire/", consultation_desk.write_statements, name="write_statements"),
    path(f"{_ONE}reprendre/", consultation_desk.take_up_recommendations, name="take_up_recommendations"),
    path(f"{_ONE}relire/", consultation_desk.moderate, name="moderate"),
    path(f"{_ONE}relire/<slug:statement>/", consultation_desk.sort_statement, name="sort_statement"),
    path(f"{_ONE}inviter/", consultation_desk.invite, name="invite_to_vote"),
    path(f"{_ONE}inviter/liens/", consultation_desk.invite_by_links, name="invite_by_links"),
    path(f"{_ONE}clore/", consultation_desk.close_consultation, name="close_consultation"),
    path(f"{_ONE}rouvrir/", consultation_desk.reopen_consultation, name="reopen_consultation"),
    path(f"{_ONE}voter/", voting.voting, name="voting"),
    path(f"{_ONE}voter/revenir/", voting.take_back, name="take_back_vote"),
    path(f"{_ONE}voter/proposer/", voting.propose, name="propose_statement"),
    path(f"{_ONE}voter/qui/", voting.say_who, name="say_who"),
    path(f"{_ONE}voter/retirer/", voting.withdraw, name="withdraw_votes"),
    path("voter/", voting.find_consultation, name="find_consultation"),
    path("voter/<slug:code>/", voting.come_in, name="come_in"),
]
