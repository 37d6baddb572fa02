"""The addresses of the `exchange` room."""

from django.urls import path

from maillage.exchange.views import columns, drop, rows, run

app_name = "exchange"
urlpatterns = [
    path("", drop.imports, name="imports"),
    path("exemples/<slug:key>/", drop.example, name="example"),
    path("<address:uid>/", run.run, name="run"),
    path("<address:uid>/colonnes/", columns.columns, name="columns"),
    path("<address:uid>/lignes/", rows.decide, name="decide"),
    path("<address:uid>/lignes/<int:number>/", rows.row, name="row"),
    path("<address:uid>/avancer/", run.advance, name="advance"),
    path("<address:uid>/confirmer/", run.confirm, name="confirm"),
    path("<address:uid>/abandonner/", run.refuse, name="refuse"),
    path("<address:uid>/annuler/", run.take_back, name="take_back"),
    path("<address:uid>/suite/<slug:key>/", run.follow_up, name="follow_up"),
]
