"""Rights: rules of law as data, small predicates over the facts of a regime, and verdicts with their places.

A verdict is read "as if operated in X on a date". There is no total: a prohibition is not bought off by good papers.
"""
