"""Reads: organisations."""
