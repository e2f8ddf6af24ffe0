"""Names without regard to capitals and diacritics: who types "zolc" means "Żółć" as well."""

import re

# Letter → its forms with diacritics: Polish, and those of names that come from abroad.
_FORMS = {
    "a": "ąáàâãäåæ",
    "c": "ćçč",
    "d": "ď",
    "e": "ęéèêëě",
    "i": "íìîï",
    "l": "ł",
    "n": "ńñň",
    "o": "óòôõöø",
    "r": "ř",
    "s": "śš",
    "t": "ť",
    "u": "úùûüů",
    "y": "ý",
    "z": "źżž",
}
_BARE = {ord(form): bare for bare, forms in _FORMS.items() for form in forms}


def fold(text: str) -> str:
    """``" Żółć-Nowak "`` → ``"zolc-nowak"``."""
    return text.strip().lower().translate(_BARE)


def name_key(*names: str) -> str:
    """The words of a name, folded and sorted: the same for "Żółć-Nowak Anna" and "anna nowak zolc"."""
    return " ".join(sorted(re.findall(r"\w+", fold(" ".join(names)))))


def pattern(word: str) -> str:
    """A regular expression, for Python and both databases, that finds ``word`` in a name as ``fold`` would."""
    return "".join(_letter(letter) for letter in fold(word))


def _letter(letter: str) -> str:
    forms = letter + _FORMS.get(letter, "")
    return f"[{forms}{forms.upper()}]" if letter.isalpha() else re.escape(letter)
