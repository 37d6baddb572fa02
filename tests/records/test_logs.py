"""Logs name neither links nor addresses."""

from __future__ import annotations

import logging

from maillage.records.logs import WithoutSecrets, without_secrets


def test_links_and_addresses_are_left_out() -> None:
    line = 'Not Found: /lien/ibR1svUF8-LtXq_ataVdv/nouveau/ "GET" for Samira.Benali+x@asbl.example.org'
    assert without_secrets(line) == 'Not Found: /lien/[jeton]/nouveau/ "GET" for [adresse]'


def test_a_record_is_cleaned_with_its_arguments() -> None:
    record = logging.LogRecord("django", logging.WARNING, "", 1, "Gone: %s", ("/lien/secret/",), None)
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "Gone: /lien/[jeton]/"
