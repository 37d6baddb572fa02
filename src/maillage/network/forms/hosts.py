"""In whose name a person may act."""

from __future__ import annotations

from django.db.models import QuerySet

from maillage.core.readers import ADMINISTRATORS, Reader, coordinates_key
from maillage.network.models import Organisation


def hosts_of(reader: Reader) -> QuerySet[Organisation]:
    """The hosts in whose name this reader may act."""
    hosts = Organisation.objects.as_of().filter(is_host=True).order_by("sort_name")
    if reader.has(ADMINISTRATORS):
        return hosts
    prefix = coordinates_key("")
    return hosts.filter(uid__in=[key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)])
