"""« Couverture de la demande » and what it is made of."""

from django.urls import path

from maillage.cadastre.views import behind, coverage, demand, snapshots

TOP = "cours-et-services/couverture"
urlpatterns = [
    path(f"{TOP}/", coverage.coverage, name="coverage"),
    path(f"{TOP}/sessions-comptees/", behind.counted_sessions, name="counted_sessions"),
    path(f"{TOP}/demandes-comptees/", behind.counted_demands, name="counted_demands"),
    path(f"{TOP}/demandes/", demand.demands, name="demands"),
    path(f"{TOP}/demandes/nouvelle/", demand.state_demand, name="state_demand"),
    path(f"{TOP}/demandes/<address:uid>/", demand.demand, name="demand"),
    path(f"{TOP}/demandes/<address:uid>/corriger/", demand.correct_demand, name="correct_demand"),
    path(f"{TOP}/demandes/<address:uid>/retirer/", demand.withdraw_demand, name="withdraw_demand"),
    path(f"{TOP}/demandes/<address:uid>/retablir/", demand.restore_demand, name="restore_demand"),
    path(f"{TOP}/releves/", snapshots.snapshots, name="snapshots"),
    path(f"{TOP}/releves/<int:year>/remplacer/", snapshots.replace_snapshot, name="replace_snapshot"),
]
