"""The Arrow readers of JavaScript on a release: types, levels and labels as readers.mjs tells them. Cells are compared in test/release.test.ts."""

import json
import subprocess
import sys
from pathlib import Path

from shared.checks import Checks
from shared.matrix import row, settle
from shared.release import Table, read_release

kinds = ["utf8", "int32", "int32 or missing", "float64", "bool", "date32", "dictionary"]
flechette = dict(zip(kinds, ["Utf8", "Int32", "Int32", "Float", "Bool", "Date", "Dictionary"], strict=True))
polars = dict(zip(kinds, ["String", "Int32", "Int32", "Float64", "Bool", "Date", "String"], strict=True))

types = {
    ("flechette (JavaScript)", ".arrow"): flechette,
    ("flechette (JavaScript)", ".arrows"): {**flechette, "dictionary": "Utf8"},
    ("polars (Node.js)", ".arrow"): {**polars, "dictionary": None},
    ("polars (Node.js)", ".arrows"): polars,
    ("polars (Node.js)", ".parquet"): polars,
}
"""What each kind of column arrives as; None where the reader gives up on a table that has one."""


def has_levels(own: dict) -> bool:
    return own["dictionary"] not in (None, own["utf8"])


def compare(checks: Checks, about: str, table: Table, own: dict, labelled: bool, found: list[dict] | None) -> None:
    wanted = [own[column.kind] for column in table.columns]
    checks.equal(f"{about}: is read", found is not None, None not in wanted)
    if found is None:
        return
    columns = table.columns
    checks.equal(f"{about}: columns", [each["name"] for each in found], [column.name for column in columns])
    checks.equal(f"{about}: types", [each["type"] for each in found], wanted)
    checks.equal(f"{about}: levels", [each["levels"] for each in found], [column.levels if has_levels(own) else None for column in columns])
    ranked = [(each, column) for each, column in zip(found, columns, strict=False) if each["ordered"] is not None]
    checks.equal(f"{about}: ranks", [each["ordered"] for each, _ in ranked], [column.ordered for _, column in ranked])
    checks.equal(f"{about}: labels", [each["label"] for each in found], [column.metadata["label"] if labelled else None for column in columns])


def tell(reader: dict, own: dict, labelled: bool) -> dict:
    return row(
        reader["reader"],
        reader["version"],
        reader["format"],
        codes=own["dictionary"],
        levels=has_levels(own),
        days=own["date32"],
        integers=own["int32 or missing"],
        booleans=own["bool"],
        labels=labelled,
    )


def main() -> None:
    folder = Path(sys.argv[1])
    checks = Checks("readers_js")
    tables = read_release(folder)
    script = Path(__file__).with_name("readers.mjs")
    ended = subprocess.run(["node", script, folder], check=True, capture_output=True, encoding="utf-8")
    rows = []
    for reader in json.loads(ended.stdout):
        own = types[reader["reader"], reader["format"]]
        labelled = reader["reader"].startswith("flechette")
        checks.equal(f"{reader['reader']}, {reader['format']}: tables", sorted(reader["tables"]), sorted(table.name for table in tables))
        for table in tables:
            about = f"{reader['reader']}, {table.name}{reader['format']}"
            compare(checks, about, table, own, labelled, reader["tables"].get(table.name))
        rows.append(tell(reader, own, labelled))
    checks.equal("readers that told", sorted((each["reader"], each["format"]) for each in rows), sorted(types))
    settle(checks, rows)
    checks.finish()


main()
