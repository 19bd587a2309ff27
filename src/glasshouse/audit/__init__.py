"""Measures: pure functions from the counts of a run, and of its baseline, to plain figures.

Every rate carries its numerator and its denominator. Nothing here says how well a sensor finds
protected conduct: only the harm is measured.
"""
