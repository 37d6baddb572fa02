"""The addresses of address books, under `/carnet/<space>/`."""

from django.urls import path

from maillage.network.views import address_book, address_book_entries, address_book_inviting

BOOK = "carnet/<address:uid>/"

urlpatterns = [
    path(BOOK, address_book.address_book, name="address_book"),
    path(f"{BOOK}le-mien/", address_book.my_address_book, name="my_address_book"),
    path(f"{BOOK}le-mien/coches/", address_book.tick_entries, name="tick_entries"),
    path(f"{BOOK}le-mien/apporter/", address_book_entries.bring_contacts, name="bring_contacts"),
    path(f"{BOOK}le-mien/ajouter/", address_book_entries.new_entry, name="new_entry"),
    path(
        f"{BOOK}le-mien/fichier/<slug:file>/", address_book_entries.address_book_file, name="address_book_file"
    ),
    path(f"{BOOK}le-mien/<slug:entry>/", address_book_entries.address_book_entry, name="address_book_entry"),
    path(f"{BOOK}retirer/<slug:entry>/", address_book.withdraw_entry, name="withdraw_entry"),
    path(f"{BOOK}inviter/<slug:entry>/", address_book_inviting.invite_entry, name="invite_entry"),
    path(f"{BOOK}liens/", address_book_inviting.address_book_links, name="address_book_links"),
    path(
        f"{BOOK}liens/<slug:link>/fermer/",
        address_book_inviting.close_address_book_link,
        name="close_address_book_link",
    ),
]
