from django.db import connection

from office.models import Office


def next_number(*, office: Office, series: str, year: int) -> int:
    """The next number of ``series`` in ``year``: 1, 2, 3 … without gaps.

    Must run inside the transaction that uses the number: if that fails, the number is given again. Whoever asks at the
    same time waits for the end of that transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("next_number needs the transaction that uses the number")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO office_numberregister (office_id, series, year, last) VALUES (%s, %s, %s, 1) "
            "ON CONFLICT (office_id, series, year) DO UPDATE SET last = office_numberregister.last + 1 RETURNING last",
            [office.pk, series, year],
        )
        [(number,)] = cursor.fetchall()
    return int(number)
