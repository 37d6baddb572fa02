"""The addresses of the `vocabulary` room, under `/vocabulaire/`."""

from django.urls import URLPattern, path

from maillage.vocabulary.views import exports, mappings, pasting, schemes, terms

app_name = "vocabulary"
urlpatterns: list[URLPattern] = [
    path("", schemes.schemes, name="schemes"),
    path("nouveau/", schemes.make_scheme, name="make_scheme"),
    path("correspondances/", mappings.MappingMatrix.as_view(), name="mappings"),
    path("correspondances/<address:uid>/fin/", mappings.end_mapping, name="end_mapping"),
    path("termes/<address:uid>/", terms.term, name="term"),
    path("termes/<address:uid>/modifier/", terms.edit_term, name="edit_term"),
    path("termes/<address:uid>/retirer/", terms.end_term, name="end_term"),
    path("termes/<address:uid>/remettre/", terms.reopen_term, name="reopen_term"),
    path("termes/<address:uid>/placer/", terms.place_term, name="place_term"),
    path("termes/<address:uid>/supprimer/", terms.remove_term, name="remove_term"),
    path("termes/<address:uid>/correspondance/", mappings.add_mapping, name="add_mapping"),
    path("<address:uid>/", schemes.scheme, name="scheme"),
    path("<address:uid>/modifier/", schemes.edit_scheme, name="edit_scheme"),
    path("<address:uid>/prolonger/", schemes.extend_scheme, name="extend_scheme"),
    path("<address:uid>/remplacer/", schemes.replace_scheme, name="replace_scheme"),
    path("<address:uid>/ajouter/", terms.add_term, name="add_term"),
    path("<address:uid>/coller/", pasting.paste_terms, name="paste_terms"),
    path("<address:uid>/telecharger/<slug:kind>/", exports.export_scheme, name="export_scheme"),
]
