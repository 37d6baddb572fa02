"""Who may import: decided by each importer; whoever made an import carries it on, administrators too."""

from __future__ import annotations

import rules

from maillage.core.readers import ADMINISTRATORS, Reader
from maillage.exchange.models import ImportRun
from maillage.exchange.registries import importers


def _may_import(reader: Reader, kind: object) -> bool:
    importer = importers.get(str(kind))
    return importer is not None and importer.may_import(reader)


def _may_carry_on(reader: Reader, run: ImportRun) -> bool:
    return reader.has(run.audience, ADMINISTRATORS) and _may_import(reader, run.kind)


may_import = rules.predicate(_may_import)
may_carry_on = rules.predicate(_may_carry_on)

rules.add_rule("exchange.import", may_import)
rules.add_rule("exchange.carry_on", may_carry_on)
