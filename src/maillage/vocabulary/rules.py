"""Who keeps the vocabularies: whoever coordinates a network, and administrators (rows B13, G22). Everyone reads them."""

import rules

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, Reader


def keeps_the_vocabulary(reader: Reader, _on: object = None) -> bool:
    return reader.has(COORDINATORS, ADMINISTRATORS)


rules.add_rule("vocabulary.make_scheme", keeps_the_vocabulary)
rules.add_rule("vocabulary.edit_scheme", keeps_the_vocabulary)
rules.add_rule("vocabulary.edit_terms", keeps_the_vocabulary)
rules.add_rule("vocabulary.edit_mappings", keeps_the_vocabulary)
