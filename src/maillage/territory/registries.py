"""What higher rooms show on the page of a territory: competent centre, organisations, spaces."""

from maillage.ui.panels import PanelPlace

territory_panels = PanelPlace("territory")
"""Panels of the page of a territory; `subject` is the `Territory`, `day` the day of the « au » chooser."""

COMPETENCE = "competence"
"""The key of the panel that names the competent centre on the chosen day (row A11). When it has nothing to say, the
page says « centre compétent à compléter »: a centre is never guessed."""
