"""From checked files to tables: floats end here.

``compile_tables`` fills the one array that the kernel reads; ``Legend`` keeps the names of what its rows stand for.
"""

from glasshouse.inputs.compiling.legend import Legend
from glasshouse.inputs.compiling.whole import Compiled, compile_tables

__all__ = ["Compiled", "Legend", "compile_tables"]
