"""What the command line accepts: numbers as people write them."""

from decimal import Decimal, InvalidOperation

from glasshouse.diagnostics import Diagnostic, UserFault


def whole(text: str) -> int:
    """Return a whole number written as ``1_400_000_000``, ``1.4e9`` or ``1400000000``.

    >>> whole("1.4e9"), whole("1_000"), whole("365")
    (1400000000, 1000, 365)
    """
    try:
        value = Decimal(text.replace("_", ""))
        if value.is_finite() and abs(value) < Decimal("1e19") and value == value.to_integral_value():
            return int(value)
    except InvalidOperation:
        pass
    raise UserFault(
        [
            Diagnostic(
                "G400",
                f"{text!r} is not a whole number",
                "counts of citizens and days are whole",
                "write it as 1_400_000_000 or 1.4e9",
            )
        ]
    )
