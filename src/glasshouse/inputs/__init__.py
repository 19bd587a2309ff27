"""Places, conducts, regimes and experiments: reading files safely, checking them, and saying what is wrong
and where."""
