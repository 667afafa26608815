"""What arrives where one reader opens one format, held against pipeline/publish/readers.json, which the README of a release prints.

With RECUENTO_READERS=write in the environment (make interop READERS=write) the file is written from the run instead.
"""

import json
import os
from pathlib import Path

from shared.checks import Checks

path = Path(__file__).parents[3] / "pipeline/publish/readers.json"

owners = {
    "readers": ["pyarrow", "pandas", "polars (Python)", "DuckDB", "DuckDB over pyarrow"],
    "readers_js": ["flechette (JavaScript)", "polars (Node.js)"],
    "readers_r": ["R (read.csv, by the dictionary)"],
}
"""Which script tells of which readers."""


def row(reader: str, version: str, format: str, codes: str | None, levels: bool, days: str, integers: str, booleans: str, labels: bool) -> dict:
    """`codes` is None where the reader gives up on a table that has any."""
    return dict(reader=reader, version=version, format=format, codes=codes, levels=levels, days=days, integers=integers, booleans=booleans, labels=labels)


def settle(checks: Checks, rows: list[dict], any_version: bool = False) -> None:
    """Compares the rows of this script with the file. `any_version`: the version of the reader is the machine's and not pinned."""
    known = json.loads(path.read_text(encoding="utf-8"))
    own = owners[checks.name]
    rows = sorted(rows, key=position)
    if os.environ.get("RECUENTO_READERS") == "write":
        others = [each for each in known if each["reader"] not in own]
        write(sorted([*others, *rows], key=position))
    else:
        told = [each for each in known if each["reader"] in own]
        checks.equal("readers.json: rows", [hide(each, any_version) for each in told], [hide(each, any_version) for each in rows])
    unknown = [each["reader"] for each in known if not any(each["reader"] in names for names in owners.values())]
    checks.equal("readers.json: readers that no run tells of", unknown, [])


def position(each: dict) -> tuple:
    order = [name for names in owners.values() for name in names]
    return (order.index(each["reader"]) if each["reader"] in order else -1, each["format"])


def hide(each: dict, any_version: bool) -> str:
    return json.dumps({**each, "version": None} if any_version else each, ensure_ascii=False)


def write(rows: list[dict]) -> None:
    lines = [json.dumps(each, ensure_ascii=False) for each in rows]
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
