"""The house: what may import what, and how large things may grow (ARCHITECTURE.md)."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "corpus": set(),
    "crawler": {"corpus"},
    "index": {"corpus"},
    "analysis": {"index", "corpus"},
    "app": {"analysis", "index", "corpus"},
    "search_app": {"app"},
    "benchmarks": {"corpus", "index", "analysis", "app"},
}
OUTSIDE = {  # a library -> the only folders that may import it
    "streamlit": ("app", "search_app.py"),
    "scrapy": ("crawler",),
    "tantivy": ("index/engine",),
    "faiss": ("index/engine",),
    "elasticsearch": ("index/engine",),
    "torch": ("index/embed",),
    "sentence_transformers": ("index/embed",),
    "transformers": ("index/embed",),
}
MODULES = sorted(p for room in MAY_IMPORT for p in (*ROOT.glob(f"{room}/**/*.py"), *ROOT.glob(f"{room}.py")))
FORBIDDEN_WORDS = ("/work" + "/", "/opt" + "/micha")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """(module's first name, whether the import stands at the top of the module)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = set(map(id, tree.body))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name.split(".")[0], id(node) in top
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").split(".")[0], id(node) in top


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    room = place.split("/")[0].removesuffix(".py")
    for name, at_top in imports(path):
        if name in MAY_IMPORT and name != room:
            assert name in MAY_IMPORT[room], f"{place} imports {name}"
        if name in OUTSIDE and room != "benchmarks":
            assert place.startswith(OUTSIDE[name]), f"{place} imports {name}"
        if name in ("torch", "sentence_transformers", "transformers"):
            assert not at_top, f"{place} imports {name} when it is loaded: a page would wait for it"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") < 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{path.name}:{node.name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_public_names_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            small = isinstance(node, ast.ClassDef) and len(node.body) <= 4
            assert ast.get_docstring(node) or small, f"{path.name}:{node.name} has no docstring"


def test_the_entry_file_is_navigation_only() -> None:
    assert len((ROOT / "search_app.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_no_path_of_a_developers_machine_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in (".png", ".bin") or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        assert not any(word in text for word in FORBIDDEN_WORDS), name
