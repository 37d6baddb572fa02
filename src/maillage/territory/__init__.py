"""Region to quarter, zones, codes over time, figures, shapes."""
