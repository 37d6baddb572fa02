"""Tables on their way in: what a person drops, XLSX, CSV or vCard, as sheets of plain text rows, bounded and in clear words.

Reads cells; says nothing of what they mean (`core.columns`) nor whether they are right (`core.cleaning`).
"""

from __future__ import annotations

from maillage.core.sheets.delimited import read_csv
from maillage.core.sheets.rows import MAX_BYTES, Notice, Sheet, SheetRow, UnreadableFile
from maillage.core.sheets.vcards import looks_like_vcards, read_vcards
from maillage.core.sheets.workbook import read_xlsx

__all__ = ["MAX_BYTES", "Notice", "Sheet", "SheetRow", "UnreadableFile", "read_sheets"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_A_TABLE = {
    b"%PDF": "un document PDF",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"GIF8": "une image",
    b"{\\rtf": "un document texte (RTF)",
    b"Rar!": "une archive",
    b"7z\xbc\xaf": "une archive",
    b"\x1f\x8b": "une archive",
}


def read_sheets(content: bytes, file_name: str = "") -> list[Sheet]:
    """The sheets of a file that hold something. Raises `UnreadableFile` with what the person can do about it."""
    refuse_what_is_no_table(content)
    if looks_like_vcards(content):
        return [read_vcards(content, file_name)]
    sheets = read_xlsx(content) if content[:2] == b"PK" else [read_csv(content, file_name)]
    with_rows = [sheet for sheet in sheets if sheet.rows]
    if not with_rows:
        raise UnreadableFile("Ce fichier ne contient aucune ligne remplie.")
    return with_rows


def refuse_what_is_no_table(content: bytes) -> None:
    """Empty, too large, protected or of another nature: a sentence that says which, and what to do."""
    if not content.strip():
        raise UnreadableFile("Ce fichier est vide.")
    if len(content) > MAX_BYTES:
        raise UnreadableFile(
            "Ce fichier dépasse 20 Mo. Enlevez les images ou partagez-le en plusieurs fichiers."
        )
    if content.startswith(_OLE):
        raise UnreadableFile(_about_old_office(content))
    for start, nature in _NOT_A_TABLE.items():
        if content.startswith(start):
            raise UnreadableFile(
                f"Ce fichier est {nature}, pas un tableau. Déposez un fichier Excel (.xlsx) ou CSV."
            )


def _about_old_office(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return (
            "Ce classeur est protégé par un mot de passe. Ouvrez-le dans Excel, enlevez le mot de passe"
            " (Fichier, Informations, Protéger le classeur), enregistrez, puis déposez-le à nouveau."
        )
    return (
        "Ce fichier est un ancien document Office (.xls). Ouvrez-le dans Excel ou LibreOffice,"
        " enregistrez-le au format .xlsx, puis déposez-le à nouveau."
    )
