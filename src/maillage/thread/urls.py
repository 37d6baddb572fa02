"""The addresses of the `thread` room: `/fil-rouge/`."""

from __future__ import annotations

from django.urls import path

from maillage.thread import views

app_name = "thread"
urlpatterns = [
    path("fil-rouge/", views.items, name="items"),
    path("fil-rouge/<address:uid>/", views.thread, name="thread"),
]
