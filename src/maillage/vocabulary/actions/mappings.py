"""Correspondences between two schemes: said by somebody, from a day, on a source; never worked out from names."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from maillage.core.readers import MEMBERS, Reader
from maillage.journal.actions import changes_between, record
from maillage.records.actions import action, require
from maillage.vocabulary.models import Mapping, Term
from maillage.vocabulary.refusals import MappingRefused


@action
def map_terms(
    *,
    by: Reader,
    from_term: Term,
    to_term: Term,
    since: dt.date | None,
    relation: str = Mapping.Relation.CLOSE,
    source: str = "",
) -> Mapping:
    """Says that one term answers to another from a day; saying it twice changes nothing.

    An open correspondence said to hold since an earlier day is corrected, not doubled.
    """
    require(by, "vocabulary.edit_mappings", from_term.scheme)
    if from_term.scheme_id == to_term.scheme_id:
        raise MappingRefused(_("Une correspondance relie deux listes différentes."))
    open_one = Mapping.objects.filter(from_term=from_term, to_term=to_term, valid_to=None).first()
    if open_one:
        return _since_earlier(by, open_one, since)
    mapping = Mapping.objects.create(
        from_term=from_term, to_term=to_term, relation=relation, valid_from=since, source=source
    )
    note = (
        _("%(mapping)s. Source : %(source)s.") % {"mapping": mapping, "source": source}
        if source
        else f"{mapping}."
    )
    record(by=by, verb="mis en correspondance", on=from_term, audience=MEMBERS, note=note)
    return mapping


@action
def end_mapping(*, by: Reader, mapping: Mapping, last_day: dt.date) -> None:
    """Ends a correspondence after `last_day`; one that had not begun by then was an error, and goes."""
    require(by, "vocabulary.edit_mappings", mapping.from_term.scheme)
    if mapping.valid_to is not None and mapping.valid_to <= last_day:
        return
    record(by=by, verb="plus en correspondance", on=mapping.from_term, audience=MEMBERS, note=f"{mapping}.")
    if mapping.valid_from is not None and mapping.valid_from > last_day:
        mapping.delete()
        return
    mapping.valid_to = last_day
    mapping.save()


def _since_earlier(by: Reader, mapping: Mapping, since: dt.date | None) -> Mapping:
    start = mapping.valid_from
    if start is None or (since is not None and since >= start):
        return mapping
    changes = changes_between(mapping, {"valid_from": since})
    mapping.valid_from = since
    mapping.save()
    record(by=by, verb="modifié", on=mapping.from_term, audience=MEMBERS, changes=changes, note=f"{mapping}.")
    return mapping
