"""Reads: spaces."""
