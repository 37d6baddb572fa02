"""The addresses of positions, whatever they are about."""

from __future__ import annotations

from django.urls import path

from maillage.concertation.views import judging

urlpatterns = [
    path("positions/prendre/<address:uid>/", judging.take_position, name="take_position"),
    path("positions/<address:uid>/", judging.position, name="position"),
    path("positions/<address:uid>/retirer/", judging.withdraw_position, name="withdraw_position"),
    path("positions/<address:uid>/publier/", judging.publish_position, name="publish_position"),
    path("cycles/<address:uid>/faire-relire/", judging.have_reread, name="have_reread"),
]
