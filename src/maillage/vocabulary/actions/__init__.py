"""What people do with vocabularies, a module a noun: schemes, terms, mappings."""
