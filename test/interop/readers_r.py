"""Base R on a release: every CSV by the types of the dictionary, and the labels that the key `r` of the Arrow schemas gives.
Only where Rscript is installed; readers.R does the reading, this compares."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from shared.checks import Checks
from shared.matrix import row, settle
from shared.release import Table, read_json, read_release

classes = {
    "utf8": "character",
    "dictionary": "factor",
    "int32": "integer",
    "int32 or missing": "integer",
    "float64": "numeric",
    "bool": "logical",
    "date32": "Date",
}
readings: dict[str, Callable[[str], Any]] = {"int32": int, "float64": float, "bool": lambda text: {"TRUE": True, "FALSE": False}[text]}


def key_of(folder: Path, table: Table) -> bytes:
    with pa.ipc.open_file(folder / f"arrow/{table.name}.arrow") as file:
        return file.schema.metadata[b"r"]


def compare_keys(checks: Checks, folder: Path, table: Table) -> None:
    """The stream and the Parquet file have the key of the file, byte for byte."""
    key = key_of(folder, table)
    with pa.ipc.open_stream(folder / f"arrow/{table.name}.arrows") as stream:
        checks.equal(f"{table.name}.arrows: key r", stream.schema.metadata[b"r"], key)
    checks.equal(f"{table.name}.parquet: key r", pyarrow.parquet.read_schema(folder / f"parquet/{table.name}.parquet").metadata[b"r"], key)


def compare(checks: Checks, folder: Path, table: Table, text: str) -> None:
    head, body = text.splitlines()[:5], text.split("\n")[5:-1]
    names, found, levels, labels = (line.split("\t") for line in head[:4])
    columns = table.columns
    checks.equal(f"{table.name}.csv in R: columns", names, [column.name for column in columns])
    checks.equal(f"{table.name}.csv in R: classes", found, [classes[column.kind] for column in columns])
    checks.equal(f"{table.name}.csv in R: levels", levels, [",".join(column.levels or []) for column in columns])
    checks.equal(f"{table.name}: labels in key r", labels, [column.metadata["label"] for column in columns])
    checks.equal(f"{table.name}: label of the table in key r", head[4], read_json(folder / f"schema/{table.name}.schema.json")["title"])
    rows = [line.split("\t") for line in body]
    checks.equal(f"{table.name}.csv in R: rows", len(rows), len(table.rows))
    for index, column in enumerate(columns):
        read = readings.get(column.arrow_type, str)
        cells = [None if cells[index] == "\\N" else read(cells[index]) for cells in rows]
        checks.equal(f"{table.name}.csv in R: {column.name}", cells, [cells[index] for cells in table.rows])


def main() -> None:
    folder = Path(sys.argv[1])
    checks = Checks("readers_r")
    if shutil.which("Rscript") is None:
        checks.finish(" (Rscript is not installed: R was not tried)")
    tables = read_release(folder)
    with tempfile.TemporaryDirectory() as keys, tempfile.TemporaryDirectory() as output:
        for table in tables:
            compare_keys(checks, folder, table)
            (Path(keys) / f"{table.name}.r").write_bytes(key_of(folder, table))
        command = ["Rscript", "--vanilla", str(Path(__file__).with_name("readers.R")), str(folder), keys, output]
        version = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
        for table in tables:
            compare(checks, folder, table, (Path(output) / f"{table.name}.txt").read_text(encoding="utf-8"))
    told = row("R (read.csv, by the dictionary)", version, ".csv", "factor", True, "Date", "integer", "logical", True)
    settle(checks, [told], any_version=True)
    checks.finish()


main()
