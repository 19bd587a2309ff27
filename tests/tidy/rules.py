"""The house rules that no outside tool knows: each is a function from text to the offences found in it.

An offence is one sentence that begins with `line N:` where there is a line to name.
"""

import ast
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "glasshouse"

NOT_OURS = {
    ".git", ".tools", ".venv", ".cache", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache",
    ".import_linter_cache", "__pycache__", "node_modules", "runs", "dist", "build",
}  # fmt: skip
TEXT = {
    ".py", ".md", ".toml", ".yaml", ".yml", ".json", ".cff", ".csv", ".html", ".j2", ".css", ".svg", ".txt",
    ".ts", ".tsx", ".js", ".sh", "",
}  # fmt: skip

Function = ast.FunctionDef | ast.AsyncFunctionDef

FILE_LINES = 400
FUNCTION_LINES = 70


def files(*suffixes: str, under: Path = ROOT) -> Iterator[Path]:
    """Every file of ours below a directory, in a fixed order."""
    for folder, names, leaves in os.walk(under):
        names[:] = sorted(n for n in names if n not in NOT_OURS and not n.endswith(".egg-info"))
        for leaf in sorted(leaves):
            path = Path(folder, leaf)
            if not suffixes or path.suffix in suffixes:
                yield path


def short(path: Path) -> str:
    """A path as prose would name it."""
    return path.relative_to(ROOT).as_posix()


# --- size ---------------------------------------------------------------------------------------------------


def sizes(text: str) -> dict[str, int]:
    """The lines of a Python file (under the empty name) and of each function in it, its docstring apart."""
    found = {"": len(text.splitlines())}
    for name, node in _functions(ast.parse(text)):
        words = _docstring(node)
        lines = _height(node) - (_height(words) if words else 0)
        found[name] = max(lines, found.get(name, 0))
    return found


def _height(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _docstring(node: ast.AST) -> ast.Expr | None:
    if not isinstance(node, ast.Module | ast.ClassDef | Function) or not node.body:
        return None
    first = node.body[0]
    if not (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)):
        return None
    return first if isinstance(first.value.value, str) else None


def too_long(found: dict[str, int]) -> dict[str, int]:
    """Those of `sizes` that are over the limit."""
    return {name: lines for name, lines in found.items() if lines > (FUNCTION_LINES if name else FILE_LINES)}


def ratchet(allowed: dict[str, int], measured: dict[str, int], long: set[str]) -> list[str]:
    """Holds a list of exceptions to what is measured, so that it can only shrink.

    Keys are `path` or `path:function`. `measured` has everything there is, `long` the keys over the limit.
    """
    offences = [f"{key} has {measured[key]} lines; split it" for key in sorted(long - allowed.keys())]
    for key, lines in sorted(allowed.items()):
        if key not in measured:
            offences.append(f"{key} is gone; take it off the list")
        elif key not in long:
            offences.append(f"{key} is short enough now; take it off the list")
        elif measured[key] > lines:
            offences.append(f"{key} grew from {lines} to {measured[key]} lines")
        elif measured[key] < lines:
            offences.append(f"{key} shrank to {measured[key]} lines; lower its number from {lines}")
    return offences


def _functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, Function]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function):
            yield prefix + node.name, node
            yield from _functions(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")
        else:
            yield from _functions(node, prefix)


# --- whole numbers in the model -----------------------------------------------------------------------------

MODULES_WITH_FLOATS = {
    "math", "cmath", "random", "statistics", "decimal", "fractions", "scipy", "numba", "pandas",
}  # fmt: skip
NUMPY_OF_INTEGERS = {
    "array", "asarray", "arange", "empty", "zeros", "ones", "full", "frombuffer", "ndarray", "dtype",
    "integer", "bool_",
    "int8", "int16", "int32", "int64", "intp", "uint8", "uint16", "uint32", "uint64", "typing",
    "signedinteger", "unsignedinteger", "iinfo",
}  # fmt: skip
FLOAT_UNLESS_TOLD = {"empty", "zeros", "ones", "full"}


def floats(text: str) -> list[str]:
    """Every way in which a model file leaves the integers; its docstrings may say what they like."""
    offences: list[tuple[int, str]] = []
    tree = ast.parse(text)
    numpy_names = _names_of_numpy(tree)
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            offences.append((line, f"the number {node.value!r} is not whole"))
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            offences.append((line, "`/` makes a float; use `//` and say how it rounds"))
        elif isinstance(node, ast.Name) and node.id in {"float", "complex"}:
            offences.append((line, f"`{node.id}` has no place here"))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            offences += [(line, f"`{name}` brings floats") for name in _modules(node) & MODULES_WITH_FLOATS]
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "numpy":
                bad = {alias.name for alias in node.names} - NUMPY_OF_INTEGERS - {"NDArray"}
                offences += [(line, f"numpy's `{name}` is not for whole numbers") for name in sorted(bad)]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in numpy_names and node.attr not in NUMPY_OF_INTEGERS:
                offences.append((line, f"numpy's `{node.attr}` is not for whole numbers"))
        elif isinstance(node, ast.Call) and _makes_floats(node, numpy_names):
            offences.append((line, "an array without a dtype holds floats"))
    return [f"line {line}: {what}" for line, what in sorted(offences)]


def _modules(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    return {(node.module or "").split(".")[0]} if node.level == 0 else set()


def _names_of_numpy(tree: ast.AST) -> set[str]:
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.Import))
    return {alias.asname or alias.name for node in imports for alias in node.names if alias.name == "numpy"}


def _makes_floats(call: ast.Call, numpy_names: set[str]) -> bool:
    made = call.func
    if not (isinstance(made, ast.Attribute) and isinstance(made.value, ast.Name)):
        return False
    if made.value.id not in numpy_names or made.attr not in FLOAT_UNLESS_TOLD:
        return False
    place = 2 if made.attr == "full" else 1
    return len(call.args) <= place and all(keyword.arg != "dtype" for keyword in call.keywords)


# --- docstrings ---------------------------------------------------------------------------------------------


def undocumented(text: str) -> list[str]:
    """The module, public classes and public functions that do not say what they are for."""
    tree = ast.parse(text)
    offences = [] if ast.get_docstring(tree) else ["line 1: the module has no docstring"]
    holders: list[ast.Module | ast.ClassDef] = [tree]
    while holders:
        for node in holders.pop().body:
            if not isinstance(node, Function | ast.ClassDef):
                continue
            if node.name.startswith("_") or _repeats_another(node):
                continue
            if ast.get_docstring(node) is None:
                offences.append(f"line {node.lineno}: {node.name} has no docstring")
            if isinstance(node, ast.ClassDef):
                holders.append(node)
    return offences


def _repeats_another(node: Function | ast.ClassDef) -> bool:
    """An overload or a setter, whose docstring stands elsewhere."""
    words = {ast.unparse(decorator).split(".")[-1].split("(")[0] for decorator in node.decorator_list}
    return bool(words & {"overload", "override", "setter", "deleter"})


# --- prose --------------------------------------------------------------------------------------------------

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
PATH = re.compile(r"^(?:\./)?[\w.*-]+(?:/[\w.*-]+)*/?$")
FOLDERS = {"src", "tests", "data", "docs", "web", "benches", ".ci", ".github"}
MADE_BY_RUNNING = {".tools", ".venv", ".cache", "runs", "dist", "node_modules"}
KINDS_OF_FILE = (".py", ".md", ".toml", ".cff", ".lock")
KINDS_IN_FOLDERS = (*KINDS_OF_FILE, ".yaml", ".yml", ".json", ".j2", ".html", ".css", ".ts", ".tsx", ".csv")


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """The numbered lines of a markdown document that stand outside code fences."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        mark = FENCE.match(line)
        if mark and not fence:
            fence = mark.group(1)
        elif mark and mark.group(1).startswith(fence):
            fence = ""
        elif not fence:
            yield number, line


def looks_like_a_path(word: str) -> bool:
    """Whether a word in backticks claims that a file of ours is there."""
    if not PATH.match(word):
        return False
    parts = word.removeprefix("./").rstrip("/").split("/")
    if parts[0] in MADE_BY_RUNNING:
        return False
    if len(parts) == 1:
        return word.endswith(KINDS_OF_FILE) or (word.startswith("./") and word != "./")
    return parts[0] in FOLDERS or parts[-1].endswith(KINDS_IN_FOLDERS)


def missing_paths(text: str, beside: Path) -> list[str]:
    """The paths a document names that are not there: from the root, src/glasshouse, or beside it."""
    offences = []
    for number, line in prose_lines(text):
        words = [word.split(":")[0] for word in CODE.findall(line)]
        links = [target for target in LINK.findall(CODE.sub("", line)) if "://" not in target]
        named = [word for word in words if looks_like_a_path(word)]
        named += [target for target in links if not target.startswith("mailto:")]
        offences += [f"line {number}: there is no {word}" for word in named if not _is_there(word, beside)]
    return offences


def _is_there(word: str, beside: Path) -> bool:
    word = word.removeprefix("./")
    bases = (ROOT, SOURCE, beside)
    if "*" in word:
        return any(next(base.glob(word), None) is not None for base in bases)
    if any((base / word).exists() for base in bases):
        return True
    return "/" not in word and any(path.name == word for path in files(under=SOURCE))


def title_faults(text: str) -> list[str]:
    """A document begins with its one title."""
    titles = [number for number, line in prose_lines(text) if line.startswith("# ")]
    if not titles or titles[0] != 1:
        return ["line 1: begin with one `# ` title"]
    return [f"line {number}: a second title" for number in titles[1:]]


def results_unsaid(changelog: str) -> list[str]:
    """Every version of the change log says whether results stay the same, change, or change format."""
    offences = []
    version, at, said = "", 0, True
    for number, line in [*enumerate(changelog.splitlines(), 1), (0, "## end")]:
        if line.startswith("## "):
            if not said:
                offences.append(f"line {at}: {version} lacks a line `results: same`, `changed` or `format`")
            version, at, said = line[3:], number, False
        elif re.match(r"^[-* ]*`?results: (same|changed|format)\b", line):
            said = True
    return offences


# --- words --------------------------------------------------------------------------------------------------

PRAISE = re.compile(r"\b(deserved|rightful|trustworthy)\b", re.IGNORECASE)
QUOTATION = re.compile('["\u201c\u201d\u201e\u00ab\u300c\u2018]')


def praise(text: str) -> list[str]:
    """Standing is never called by a word of merit, except where somebody is quoted."""
    return [
        f"line {number}: `{found.group()}` is the authority's word; quote it or leave it"
        for number, line in enumerate(text.splitlines(), 1)
        if (found := PRAISE.search(line)) and not QUOTATION.search(line)
    ]


def praise_in_code(text: str) -> list[str]:
    """The same, in the strings of a Python file other than its docstrings."""
    tree = ast.parse(text)
    docs = {id(words.value) for node in ast.walk(tree) if (words := _docstring(node)) is not None}
    return [
        f"line {node.lineno}: {fault}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
        for fault in praise(node.value)
    ]


MACHINE = re.compile(r"(?<![\w.\-])/(?:work|root|opt|mnt|home/\w+|Users/\w+)/")
IDENTITY = re.compile(r"\b[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]\b")
PRIVATE = ((MACHINE, "is a path of one machine"), (IDENTITY, "looks like an identity number"))


def private_matter(text: str) -> list[str]:
    """Paths of somebody's machine, and numbers shaped like a person's identity number."""
    return [
        f"line {number}: {found.group()} {why}"
        for number, line in enumerate(text.splitlines(), 1)
        for pattern, why in PRIVATE
        if (found := pattern.search(line))
    ]


def gather(paths: Iterable[Path], rule: Callable[[str], list[str]]) -> list[str]:
    """Applies a rule of one text to many files."""
    return [f"{short(path)}: {offence}" for path in paths for offence in rule(path.read_text("utf-8"))]


def hold(offences: list[str]) -> None:
    """Fails a test with every offence on a line of its own."""
    if offences:
        raise AssertionError("\n" + "\n".join(offences))
