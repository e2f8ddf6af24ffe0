"""Which parts of a contract the office words itself."""

ELEMENTS = {
    0: "nazwa dokumentu",
    1: "cel pobytu (§ 1, początek do dalszego pisania)",
    6: "prawa mieszkańca ponad ustawowe (§ 6)",
    7: "zgłaszanie nieobecności (§ 7)",
    8: "nazwa regulaminu pobytu w dopełniaczu (§ 8)",
    9: "program usamodzielniania (§ 9, początek do dalszego pisania)",
    10: "skutki nieprzestrzegania ustaleń (§ 10)",
}
STARTING = frozenset({1, 9})
"""What the worker starts from and rewrites with the person: no slots in it."""
