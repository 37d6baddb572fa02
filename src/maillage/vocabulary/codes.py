"""The codes of the schemes that Maillage ships and that other rooms name: `terms_of(Code.SPACE_KIND)`."""

from enum import StrEnum


class Code(StrEnum):
    THEME = "theme"
    SECTOR = "sector"
    ORGANISATION_KIND = "organisation-kind"
    LEGAL_FORM = "legal-form"
    ACCREDITATION = "accreditation"
    FUNCTION = "function"
    SPACE_KIND = "space-kind"
    INCOME_KIND = "income-kind"
    AUDIENCE = "audience"
    MISSION = "mission"
    CRITERION = "criterion"
    STRATEGIC_AXIS = "strategic-axis"
    PCS_2014 = "pcs-2014-2019"
    PCS_2020 = "pcs-2020-2026"
    LEVEL_ORAL = "lire-et-ecrire-oral"
    LEVEL_WRITTEN = "lire-et-ecrire-written"
    LEVEL_CEFR = "cefr"
    COURSE_TYPE = "course-type"
    SERVICE_TYPE = "service-type"
    OUTCOME = "outcome"
    LANGUAGE = "language"
