"""A life in sentences: places won and given up, a detention that begins or ends, a file that leaked."""

from collections.abc import Callable
from typing import Any

Facts = dict[str, Any]
PLACES = {
    ("seat", True): "Won a seat at a favoured senior school.",
    ("flat", True): "Moved into one of the better flats.",
    ("flat", False): "Left the better flat.",
    ("match", True): "Met somebody through the matching service.",
    ("match", False): "Lost touch with whom the matching service had found.",
    ("office", True): "Entered public office.",
    ("office", False): "Left public office.",
}
DETAINED = {
    True: "Content note: detained from tomorrow on. It is counted; nothing that happens inside is in the model.",
    False: "No longer detained.",
}
LEAKED = {
    True: "What is on file leaked: others take the citizen for listed from tomorrow on.",
    False: "The leak is forgotten.",
}
TOLD_OF_PLACES: dict[str, Callable[[Facts], str]] = {
    "place": lambda f: PLACES[f["what"], f["won"]],
    "detained": lambda f: DETAINED[f["begins"]],
    "leaked": lambda f: LEAKED[f["begins"]],
}
"""How each kind of event is told."""
