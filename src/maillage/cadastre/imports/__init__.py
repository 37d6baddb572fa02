"""Lists of courses and services, as operators and centres keep them in spreadsheets."""
