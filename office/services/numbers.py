from django.db import transaction

from office.models import NumberRegister, Office


def next_number(*, office: Office, series: str, year: int) -> int:
    """The next number of ``series`` in ``year``: 1, 2, 3 … without gaps.

    Must run inside the transaction that uses the number: if that fails, the number is given again.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("next_number needs the transaction that uses the number")
    NumberRegister.objects.get_or_create(office=office, series=series, year=year)
    register = NumberRegister.objects.select_for_update().get(office=office, series=series, year=year)
    register.last += 1
    register.save(update_fields=["last"])
    return register.last
