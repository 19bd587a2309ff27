"""Where the kernel was seen to do something else than its documents say; the naive day follows it for now.

Each is `True` as long as the kernel does it. Mend the kernel, set the line to `False`, and the comparison
must hold again; when all are mended, this file goes.
"""

WORKMATE_OF_TODAY = True
"""`ties.workmate` reads the other's job of now, not of yesterday: it depends on who lived first today."""

UNCAPPED_STOPS_AT_15 = True
"""A dimension without `gains_per_month` counts 15 gains a month, not all of them."""

STALE_TIER_AFTER_EXPIRY = True
"""Points given back on request (phase 7) change the score now, the tier at the next grading."""

BORN_SANCTIONED_UNCOUNTED = True
"""Who begins in a tier that brings consequences is in no stock of them, and leaves it below nothing."""

STRIKE_TAKES_ALL = True
"""Striking a record takes back the points of all its rules where any of them was counted."""

STRUCK_LEAVES_HOLE = True
"""A struck record keeps its place in the ring, so the next one may push out another for nothing."""
