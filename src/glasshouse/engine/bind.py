"""Compile the plain functions of ``model`` without their knowing: one source, any backend.

A function is copied with its globals rebound to compiled twins, callee by callee; ``i64`` becomes the compiler's own
64-bit integer. The plain functions stay what they are: they are the python backend, and the tracer.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Any

Compile = Callable[[FunctionType], Any]


def bind(function: Callable[..., Any], compile_one: Compile, integer: Any) -> Any:
    """Return ``function`` compiled by ``compile_one`` together with everything of ours that it calls.

    >>> def double(x): return 2 * x
    >>> bind(double, lambda copy: copy, int)(4)
    8
    """
    return _twin(function, compile_one, integer, {})


def _twin(function: Any, compile_one: Compile, integer: Any, made: dict[Any, Any]) -> Any:
    if function in made:
        return made[function]
    scope = dict(function.__globals__)
    for name in function.__code__.co_names:
        value = scope.get(name)
        if name == "i64":
            scope[name] = integer
        elif isinstance(value, FunctionType) and value.__module__.startswith("glasshouse."):
            scope[name] = _twin(value, compile_one, integer, made)
    copy = FunctionType(function.__code__, scope, function.__name__, function.__defaults__)
    copy.__module__ = function.__module__
    copy.__qualname__ = function.__qualname__
    copy.__doc__ = function.__doc__
    made[function] = compile_one(copy)
    return made[function]


def kernel_functions(roots: tuple[Callable[..., Any], ...]) -> list[FunctionType]:
    """Return every plain function of ours that the roots reach, callees first."""
    found: dict[Any, FunctionType] = {}

    def note(copy: FunctionType) -> FunctionType:
        found[copy.__qualname__, copy.__module__] = copy
        return copy

    for root in roots:
        bind(root, note, int)
    return list(found.values())
