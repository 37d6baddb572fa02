"""The addresses of the `accounts` room, under `/compte/`; those of django-allauth are in `allauth_urls`."""

from django.urls import path

from maillage.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("profil/", views.profile, name="profile"),
    path("donnees/", views.own_data, name="own_data"),
    path("donnees/telecharger/", views.download_data, name="download_data"),
    path("donnees/effacer/", views.erase_data, name="erase_data"),
    path("demo/<slug:role>/", views.take_demo_role, name="demo_role"),
]
