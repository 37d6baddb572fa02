"""The addresses of cycles, of their codes and of their wall."""

from __future__ import annotations

from django.urls import path

from maillage.concertation.views import codes, cycles, findings, synthesis

urlpatterns = [
    path("cycles/ouvrir/<address:uid>/", cycles.open_cycle, name="open_cycle"),
    path("cycles/<address:uid>/", cycles.board, name="board"),
    path("cycles/<address:uid>/regler/", cycles.set_cycle, name="set_cycle"),
    path("cycles/<address:uid>/phase/", cycles.go_to_phase, name="go_to_phase"),
    path("cycles/<address:uid>/clore/", cycles.close_cycle, name="close_cycle"),
    path("cycles/<address:uid>/rouvrir/", cycles.reopen_cycle, name="reopen_cycle"),
    path("cycles/<address:uid>/codes/", codes.codes, name="codes"),
    path("cycles/<address:uid>/codes/<slug:code>/", codes.code, name="code"),
    path("cycles/<address:uid>/codes/<slug:code>/fermer/", codes.close_code, name="close_code"),
    path("cycles/<address:uid>/codes/<slug:code>/prolonger/", codes.prolong_code, name="prolong_code"),
    path("cycles/<address:uid>/mur/", codes.wall, name="wall"),
    path("cycles/<address:uid>/tenir-le-mur/", codes.wall_desk, name="wall_desk"),
    path("cycles/<address:uid>/synthese/", synthesis.synthesis, name="synthesis"),
    path("cycles/<address:uid>/noter/", findings.note_finding, name="note_finding"),
    path("cycles/<address:uid>/saisir-pour-la-table/", findings.paste_findings, name="paste_findings"),
    path("cycles/<address:uid>/trier/", findings.sorting, name="sorting"),
    path("cycles/<address:uid>/reunir/", findings.gather, name="gather"),
]
