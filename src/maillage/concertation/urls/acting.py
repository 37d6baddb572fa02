"""The addresses of avenues, of actions, of what an organisation committed to."""

from __future__ import annotations

from django.urls import path

from maillage.concertation.views import acting, avenues, becoming, telling

urlpatterns = [
    path("cycles/<address:uid>/proposer-une-piste/", avenues.propose_avenue, name="propose_avenue"),
    path("pistes/<address:uid>/", avenues.avenue, name="avenue"),
    path("pistes/<address:uid>/soutenir/", avenues.support_avenue, name="support_avenue"),
    path("pistes/<address:uid>/abandonner/", avenues.drop_avenue, name="drop_avenue"),
    path("pistes/<address:uid>/en-faire-une-action/", becoming.act_on_avenue, name="act_on_avenue"),
    path("actions/<address:uid>/", acting.act, name="act"),
    path("actions/<address:uid>/decrire/", acting.edit_action, name="edit_action"),
    path("actions/<address:uid>/etat/", acting.move_action, name="move_action"),
    path("actions/<address:uid>/porteurs/ajouter/", acting.add_carrier, name="add_carrier"),
    path(
        "actions/<address:uid>/porteurs/<slug:organisation>/retirer/",
        acting.remove_carrier,
        name="remove_carrier",
    ),
    path("actions/<address:uid>/moyens/ajouter/", acting.add_means, name="add_means"),
    path("actions/<address:uid>/moyens/<slug:means>/retirer/", acting.remove_means, name="remove_means"),
    path("actions/<address:uid>/resultats/noter/", acting.note_outcome, name="note_outcome"),
    path("actions/<address:uid>/demander-des-nouvelles/", telling.ask_for_news, name="ask_for_news"),
    path("actions/<address:uid>/ou-en-est-on/", telling.tell_news, name="tell_news"),
    path("actions/<address:uid>/raconter-la-suite/", telling.tell_back, name="tell_back"),
    path("resultats/<address:uid>/", acting.outcome, name="outcome"),
    path("engagements/<address:uid>/", acting.commitments, name="commitments"),
]
