"""What the command line accepts: numbers as people write them."""

from decimal import Decimal, InvalidOperation

from glasshouse.diagnostics import Diagnostic, UserFault

MOST = Decimal("1e19")
"""Beyond every limit of ours; a larger exponent would take long to write out."""


def whole(text: str) -> int:
    """Return a whole number written as ``1_400_000_000``, ``1.4e9`` or ``1400000000``.

    >>> whole("1.4e9"), whole("1_000"), whole("365")
    (1400000000, 1000, 365)
    """
    remedy = "write it as 1_400_000_000 or 1.4e9"
    try:
        value = Decimal(text.replace("_", ""))
    except InvalidOperation:
        value = Decimal("nan")
    if value.is_finite() and abs(value) >= MOST:
        raise UserFault([Diagnostic("G400", f"{text!r} is out of range", "no count here is so large", remedy)])
    if value.is_finite() and value == value.to_integral_value():
        return int(value)
    why = "citizens, days and seeds are counted in whole numbers"
    raise UserFault([Diagnostic("G400", f"{text!r} is not a whole number", why, remedy)])
