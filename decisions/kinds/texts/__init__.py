"""Ustawienia → Uzasadnienia decyzji: paragraphs of justification in versions and drafts, shown in invented cases."""
