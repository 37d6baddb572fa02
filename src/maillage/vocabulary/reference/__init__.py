"""The vocabularies that Maillage ships, one TOML file a scheme, and the loader that brings them in.

Facts come from the sources that each file cites; the wording is Maillage's own.
"""
