"""The lab: a server on this computer that shows runs day by day to a page in a browser.

It speaks over ``api`` and ``watching`` alone. What it takes in is a regime as text, names of shipped files, numbers and
choices from closed lists; nothing that describes a person (``docs/lab.md`` is the contract with the page).
"""
