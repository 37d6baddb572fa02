"""Finding offers among a million of them, in memory: keys with bitmaps of entries, packed columns, no database.

An *entry* is an offer at a place, under a dense number. What it is found by is a set of *keys* (`k:training`,
`g:55` …, see `keys`), each with the roaring bitmap of the entries that bear it; what it is sorted by stands in columns.
Filters are intersections, facets are cardinalities (ADR 6).
"""

from maillage.core.offers.asking import Asked, Near, Sort
from maillage.core.offers.columns import Record
from maillage.core.offers.index import OfferIndex
from maillage.core.offers.searching import Found, search

__all__ = ["Asked", "Found", "Near", "OfferIndex", "Record", "Sort", "search"]
