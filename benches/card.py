"""Compile the kernels for a graphics card on a machine that has none: `python -m benches.card [COMPUTE_CAPABILITY]`.

It needs numba-cuda with the libraries of CUDA (`numba-cuda[cu12]`) and no driver: types are inferred, and PTX is made
by the compiler that a card's driver would be handed it from. What it cannot say is whether the answer is right; that is
the simulator's part (`tests/cuda`), and in the end a card's.
"""

import sys
import time
from types import FunctionType, SimpleNamespace
from typing import Any

from glasshouse.engine import kernels
from glasshouse.engine.bind import bind
from glasshouse.engine.cuda import _types


def main(capability: tuple[int, int]) -> None:
    """Compile both kernels and say how large they are and how long it took."""
    import numba.cuda.compiler as compiler
    import numba.cuda.dispatcher as dispatcher

    cuda = kernels.cuda
    for module in (compiler, dispatcher, cuda):
        # Only the capability is asked of the device while it compiles.
        vars(module)["get_current_device"] = lambda: SimpleNamespace(compute_capability=capability)

    def compile_one(copy: FunctionType) -> Any:
        return copy if copy.__module__ == kernels.__name__ else cuda.jit(device=True)(copy)

    for door, types in zip((kernels.populate_each, kernels.live_each), _types(cuda.types), strict=True):
        start = time.perf_counter()
        text, _ = cuda.compile_ptx(bind(door, compile_one, cuda.types.int64), types, device=False, cc=capability)
        print(f"{door.__name__}: {len(text):_} bytes of PTX, {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    word = sys.argv[1] if len(sys.argv) > 1 else "9.0"
    main((int(word.split(".")[0]), int(word.split(".")[1])))
