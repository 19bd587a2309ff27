"""Designs of several runs: what is run beside what, and what the whole of it leaves."""
