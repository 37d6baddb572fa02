"""Dated schemes, terms and mappings between them."""
