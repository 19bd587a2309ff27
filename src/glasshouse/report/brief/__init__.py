"""The report for a committee: a regime against law, with what a run of it did, in eight pages and their annexes.

`dossier.py` gathers what is known, a module for each chapter says it in words and tables, `document.py` is what a
report is made of, and `page.py` and `typeset.py` make HTML and PDF of the same document.
"""
