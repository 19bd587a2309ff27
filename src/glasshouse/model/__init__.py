"""The science: scalar integer functions, one file per phase of the day, in plain Python.

Nothing here imports a compiler. ``engine.bind`` compiles these very functions; the plain ones are the python
backend and the tracer. Every function takes some of the same four arrays, named alike everywhere:

``citizens``  ``uint32[n, state.WORDS]``: a row of packed columns per citizen (``state.py``); each writes its own.
``tables``    ``int64[tables.SIZE]``: regime, conduct and place, compiled (``tables.py``); read only.
``district``  ``int64[district.SIZE]``: what everybody here knows, today's counts (``district.py``, ``counting.py``).
``today``     ``int64[district.TODAY]``: one citizen's notes for the day, handed from phase to phase.
"""
