"""The lab's views in a notebook: a run, a life, two runs beside each other, drawn by the same source as the lab's page.

Needs the extra `notebook` (anywidget) and the built page. Everything that a widget shows goes with it, so that a saved
notebook shows it with no server and no kernel; nothing of it can be written.

    from glasshouse.notebook import CompareWidget, LifeWidget, RunWidget

    RunWidget("runs/as-told")                            # the map, the day, what happens on it
    LifeWidget("runs/as-told", find="sanctioned-in-error")
    LifeWidget("runs/as-told", citizen=17, twin="runs/ordinary-law")
    CompareWidget("runs/ordinary-law", "runs/as-told", placebo=True)

A widget is shown by the last line of a cell. Of each, ``looking`` is how it is looked at, such as ``{"day": "12",
"show": "fear"}``: it can be read and set. ``RunWidget.citizen`` is the number of the citizen that was clicked last.
"""

from typing import Any

__all__ = ["CompareWidget", "LifeWidget", "RunWidget"]


def __getattr__(name: str) -> Any:
    """Import the widgets when the first is asked for: what draws them is an extra."""
    if name in __all__:
        from glasshouse.notebook import widgets

        return getattr(widgets, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
