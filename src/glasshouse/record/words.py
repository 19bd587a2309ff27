"""How sizes are said; light, so that the command line may say them too."""


def in_words(size_bytes: int) -> str:
    """Return bytes as people say them, in powers of a thousand.

    >>> in_words(12), in_words(1_500), in_words(999_999), in_words(48_200_000), in_words(2_000_000_000)
    ('12 B', '1.5 kB', '1.0 MB', '48 MB', '2.0 GB')
    """
    if size_bytes < 1000:
        return f"{size_bytes} B"
    value = float(size_bytes)
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if value < 999.5 or unit == "TB":
            break
        value /= 1000
    return f"{value:.1f} {unit}" if value < 9.95 else f"{value:.0f} {unit}"
