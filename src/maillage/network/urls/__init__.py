"""The addresses of the `network` room, a module a noun."""

from maillage.network.urls import address_book, campaigns, letters, organisations, posts, profile, spaces

app_name = "network"
urlpatterns = [
    *address_book.urlpatterns,
    *campaigns.urlpatterns,
    *letters.urlpatterns,
    *posts.urlpatterns,
    *profile.urlpatterns,
    *organisations.urlpatterns,
    *spaces.urlpatterns,
]
