"""The addresses of the `desk` room: the home page, « Mes suivis », the guide of the first five minutes."""

from django.urls import path

from maillage.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("chercher/", views.ask, name="ask"),
    path("mes-suivis/", views.my_follow_ups, name="my_follow_ups"),
    path("guide/fermer/", views.close_guide, name="close_guide"),
    path("guide/", views.guide, name="guide"),
]
