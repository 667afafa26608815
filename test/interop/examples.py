"""Runs each quick start of a release that says it is run, and compares what it prints with examples/expected.txt."""

import csv
import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb

from shared.checks import Checks


def run_with(*command: str) -> Callable[[Path, Path], str]:
    """Runs a file in the folder of the release, as its second line tells."""
    return lambda folder, path: subprocess.run([*command, path], cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


def run_sql(folder: Path, path: Path) -> str:
    """What `duckdb -csv` prints: each result as CSV. The paths of the statements are below the release folder."""
    output = io.StringIO()
    with duckdb.connect() as connection:
        connection.execute("SET file_search_path = ?", [str(folder)])
        for statement in connection.extract_statements(path.read_text(encoding="utf-8")):
            result = connection.execute(statement)
            if statement.type == duckdb.StatementType.SELECT:
                rows = [[as_text(cell) for cell in cells] for cells in result.fetchall()]
                csv.writer(output, lineterminator="\n").writerows([[column[0] for column in result.description], *rows])
    return output.getvalue()


def as_text(cell: object) -> object:
    return str(cell).lower() if isinstance(cell, bool) else cell


runners = {
    ".mjs": run_with("node"),
    ".py": run_with(sys.executable),
    ".R": run_with("Rscript"),
    ".sql": run_sql,
}


def main() -> None:
    folder = Path(sys.argv[1])
    checks = Checks("examples")
    expected = (folder / "examples/expected.txt").read_text(encoding="utf-8")
    checks.equal("expected.txt: has rows of both tables", expected.count("\n") > 3, True)
    without_r = shutil.which("Rscript") is None
    left = []
    for path in sorted((folder / "examples").iterdir()):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        if path.name == "expected.txt":
            continue
        if "Not run by us" in first or (path.suffix == ".R" and without_r):
            left.append(path.name)
            continue
        checks.equal(f"{path.name}: says that it is run", "Run by us" in first, True)
        checks.equal(f"{path.name}: prints expected.txt", runners[path.suffix](folder, path).splitlines(), expected.splitlines())
    checks.finish(f" (not run: {', '.join(left)})")


main()
