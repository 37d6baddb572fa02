"""What the `exchange` room asks of a list of organisations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from maillage.core.readers import Reader
from maillage.exchange.registries import FollowUp, ImportField, Previewer, Writer
from maillage.network.actions.organisations import tell_followers
from maillage.network.imports.fields import FIELDS
from maillage.network.imports.joining import INTO_A_SPACE
from maillage.network.imports.previewing import OrganisationPreviewer, organisation_url
from maillage.network.imports.writing import OrganisationWriter
from maillage.network.models import Organisation
from maillage.network.queries.documents import ORGANISATION
from maillage.records.actions import may
from maillage.search.actions import index_objects


class OrganisationImporter:
    """Registered as `organisations`."""

    kind = "organisations"
    title = "Des organisations"
    lead = (
        "Une liste d’opérateurs, d’associations ou de services, avec leur adresse et leurs personnes de contact,"
        " telle que vous la tenez dans Excel."
    )
    one, many = "organisation", "organisations"
    fields: Sequence[ImportField] = FIELDS
    required = "name"
    follow_ups: Sequence[FollowUp] = (INTO_A_SPACE,)
    held_by_index = False

    def may_import(self, reader: Reader) -> bool:
        return may(reader, "network.register_organisation")

    def previewer(self, reader: Reader) -> Previewer:
        return OrganisationPreviewer(reader)

    def writer(self, by: Reader) -> Writer:
        return OrganisationWriter(by)

    def links(self, object_ids: Iterable[int], reader: Reader) -> Mapping[int, str]:
        found = Organisation.objects.visible_to(reader).filter(pk__in=list(object_ids)).order_by()
        return {pk: organisation_url(name, uid) for pk, name, uid in found.values_list("pk", "name", "uid")}

    def follow(self, touched: Mapping[str, Collection[int]]) -> None:
        """Sheets, the services inside those that changed (they show its name), people, and what hangs on sheets."""
        for kind, ids in touched.items():
            index_objects(kind=kind, ids=ids)
            if kind == ORGANISATION:
                tell_followers(ids)
