"""Makes a file like Statbel's (100 MB) in a temporary folder, reads it, prints time and peak memory.

    PYTHONPATH=src python bench/statbel.py

Aim (issue section 2): under 60 s and under 250 MB.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from maillage.territory.imports.statbel import read_structure  # noqa: E402
from maillage.territory.loading.tables import table  # noqa: E402

HEADER = (
    "CD_REFNIS|TX_DESCR_NL|TX_DESCR_FR|CD_DSTR_REFNIS|TX_ADM_DSTR_DESCR_NL|TX_ADM_DSTR_DESCR_FR|CD_PROV_REFNIS|"
    "TX_PROV_DESCR_NL|TX_PROV_DESCR_FR|CD_RGN_REFNIS|TX_RGN_DESCR_NL|TX_RGN_DESCR_FR|CD_SEX|CD_NATLTY|TX_NATLTY_NL|"
    "TX_NATLTY_FR|CD_CIV_STS|TX_CIV_STS_NL|TX_CIV_STS_FR|CD_AGE|MS_POPULATION|CD_YEAR"
)
SIZE = 100 * 1024 * 1024


def make(path: Path, size: int = SIZE) -> int:
    """Writes the file and returns how many people it counts."""
    people = written = 0
    codes = [(row["code"], row["parent"], row["nl"], row["name"]) for row in table("communes")]
    with path.open("w", encoding="utf-8") as lines:
        lines.write(f"\ufeff{HEADER}\n")
        while written < size:
            for code, district, dutch, french in codes:
                for kind, dutch_kind, french_kind in (
                    ("BEL", "Belgen", "Belges"),
                    ("ETR", "niet-Belgen", "non-Belges"),
                ):
                    line = (
                        f"{code}|{dutch}|{french}|{district}|Arrondissement {dutch}|Arrondissement de {french}|50000|"
                        f"Provincie Henegouwen|Province de Hainaut|3000|Waals Gewest|Région wallonne|M|{kind}|"
                        f"{dutch_kind}|{french_kind}|1|Ongehuwd|Célibataire|{written % 100}|3|2021\n"
                    )
                    lines.write(line)
                    written += len(line)
                    people += 3
    return people


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "TF_SOC_POP_STRUCT_2021.txt"
        people = make(path)
        start = time.perf_counter()
        structure = read_structure(path, name=path.name)
        seconds = time.perf_counter() - start
        assert structure.total == people
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"Statbel : {path.stat().st_size / 1e6:.0f} Mo lus en {seconds:.1f} s, {peak:.0f} Mo de mémoire au plus"
        )


if __name__ == "__main__":
    main()
