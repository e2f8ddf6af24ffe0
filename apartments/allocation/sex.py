"""The sex of a person as PESEL holds it: the last digit but one is even for women and odd for men."""

from stdnum.pl import pesel

from applications.models import Person

MALE, FEMALE = "male", "female"


def sex_of(person: Person) -> str:
    """``male``, ``female``, or empty when nobody knows."""
    number = person.pesel
    if not number or not pesel.is_valid(number):
        return ""
    return MALE if pesel.get_gender(number) == "M" else FEMALE
