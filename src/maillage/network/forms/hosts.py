"""In whose name a person may act."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from maillage.core.readers import ADMINISTRATORS, Reader, coordinates_key, organises_key
from maillage.network.models import Organisation, Space, SpaceHost


def hosts_of(reader: Reader) -> QuerySet[Organisation]:
    """The hosts in whose name this reader may act."""
    hosts = Organisation.objects.as_of().filter(is_host=True).order_by("sort_name")
    if reader.has(ADMINISTRATORS):
        return hosts
    prefix = coordinates_key("")
    return hosts.filter(uid__in=[key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)])


def spaces_organised_by(reader: Reader) -> QuerySet[Space]:
    """The spaces of today that this reader organises."""
    prefix = organises_key("")
    uids = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    return Space.objects.visible_to(reader).as_of().filter(uid__in=uids)


def hosts_of_organised(reader: Reader) -> QuerySet[Organisation]:
    """Those in whose name this reader may act, and those that hold today a space that the reader organises."""
    held = SpaceHost.objects.as_of().filter(space__in=spaces_organised_by(reader)).values("organisation")
    own = hosts_of(reader).order_by().values("pk")
    found = Organisation.objects.as_of().filter(Q(pk__in=own) | Q(pk__in=held, audience__in=reader.keys))
    return found.order_by("sort_name")
