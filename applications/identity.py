"""What an identity tells: day of birth and sex, as stated or as PESEL holds them."""

from datetime import date

from stdnum.pl import pesel as pesel_number

from applications.models import Person, PersonSex

ADULT = 18
"""Years from which a person is of age."""


def birth_date_by_pesel(number: str | None) -> date | None:
    """The day of birth that a valid PESEL holds; none without a valid number."""
    if not number or not pesel_number.is_valid(number):
        return None
    born: date = pesel_number.get_birth_date(number)
    return born


def birth_date_of(person: Person) -> date | None:
    """The person's day of birth: as stated, else as PESEL has it."""
    return person.birth_date or birth_date_by_pesel(person.pesel)


def sex_by_pesel(number: str | None) -> str:
    """The ``PersonSex`` that a valid PESEL holds; empty without a valid number."""
    if not number or not pesel_number.is_valid(number):
        return ""
    return PersonSex.MALE if pesel_number.get_gender(number) == "M" else PersonSex.FEMALE


def sex_of(person: Person) -> str:
    """The person's ``PersonSex``: as stated, else as PESEL has it; empty when nobody knows."""
    return person.sex or sex_by_pesel(person.pesel)
