"""The addresses of the `files` room."""

from django.urls import path

from maillage.files import views

app_name = "files"
urlpatterns = [
    path("photo/", views.my_photo, name="my_photo"),
    path("<slug:uid>/", views.file, name="file"),
]
