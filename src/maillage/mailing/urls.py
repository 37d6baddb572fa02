"""The addresses of the `mailing` room."""

from django.urls import path

from maillage.mailing import views

app_name = "mailing"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<slug:uid>/", views.message, name="message"),
    path("<slug:uid>/copie/", views.copied, name="copied"),
    path("<slug:uid>/erreur/", views.in_error, name="in_error"),
    path("<slug:uid>/renvoyer/", views.send_once_more, name="send_again"),
]
