"""The addresses of the `territory` room."""

from django.urls import path

from maillage.territory.models import Territory
from maillage.territory.views import drawing, figures, outlines, places

app_name = "territory"
urlpatterns = [
    path("", places.territories, name="territories"),
    path("chercher/", places.search, name="search"),
    path("population/", figures.population, name="population"),
    path("population/<address:uid>/annuler/", figures.withdraw_population, name="withdraw_population"),
    path("nouveau-quartier/", drawing.draw_territory, {"level": Territory.Level.QUARTER}, name="draw_quarter"),
    path("nouvelle-zone/", drawing.draw_territory, {"level": Territory.Level.ZONE}, name="draw_zone"),
    path("<address:uid>/", places.territory, name="territory"),
    path("<address:uid>/limites.json", outlines.outlines, name="outlines"),
    path("<address:uid>/modifier/", drawing.edit_territory, name="edit_territory"),
    path("<address:uid>/lieux/", drawing.add_part, name="add_part"),
    path("<address:uid>/lieux/<address:part_uid>/", drawing.end_part, name="end_part"),
]
