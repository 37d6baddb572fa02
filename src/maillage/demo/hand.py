"""Who writes the demonstration, as the journal names it."""

from maillage.core.readers import SYSTEM, Reader

HAND = Reader(keys=SYSTEM.keys, label="Démonstration")
