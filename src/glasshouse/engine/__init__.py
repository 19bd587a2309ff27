"""How the promises are kept: plain functions bound to backends, districts run, answers made independent of machines."""
