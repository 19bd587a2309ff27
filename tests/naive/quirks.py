"""Where the kernel does something else than its documents say; the naive day follows it for now.

Each is `True` as long as the kernel does it. Mend the kernel, set the line to `False`, and the comparison
must hold again; when all are mended, this file goes.
"""

STRIKE_TAKES_ALL = True
"""Striking a record takes back the points of all its rules where any of them was counted."""
