"""Every table of a release from .arrow, .arrows and .parquet, read by pyarrow, pandas, polars and DuckDB, and compared with the JSON:
each cell with its type, each column's type, the levels of codes and their rank, and labels where a reader keeps them."""

import datetime
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet

from shared.checks import Checks
from shared.matrix import row, settle
from shared.release import Column, Table, read_release


class Arrived(NamedTuple):
    """A column as a reader gives it."""

    name: str
    type: str
    cells: list[Any]
    levels: list[str] | None = None
    ordered: bool | None = None
    """None where the reader has no such thing."""
    label: str | None = None


class Reader(NamedTuple):
    name: str
    version: str
    format: str
    read: Callable[[Path], list[Arrived]]
    types: dict[str, str]
    """What each kind of column must arrive as."""


def as_json(cell: Any) -> Any:
    """A cell as JSON has it. A moment in place of a day stays what it is, and so differs."""
    if cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)):
        return None
    return cell.isoformat() if type(cell) is datetime.date else cell


def read_arrow(path: Path) -> pa.Table:
    match path.suffix:
        case ".arrow":
            return pa.ipc.open_file(path).read_all()
        case ".arrows":
            return pa.ipc.open_stream(path).read_all()
        case _:
            return pyarrow.parquet.read_table(path)


def of_pyarrow(path: Path) -> list[Arrived]:
    table = read_arrow(path)
    return [of_arrow_column(field, table.column(index).combine_chunks()) for index, field in enumerate(table.schema)]


def of_arrow_column(field: pa.Field, values: pa.Array) -> Arrived:
    cells, label = values.to_pylist(), labels_of(field).get("label")
    if not pa.types.is_dictionary(field.type):
        return Arrived(field.name, str(field.type), cells, label=label)
    return Arrived(field.name, "dictionary", cells, values.dictionary.to_pylist(), field.type.ordered, label)


def of_pandas(path: Path) -> list[Arrived]:
    match path.suffix:
        case ".arrow":
            frame = pd.read_feather(path)
        case ".arrows":
            with pa.ipc.open_stream(path) as stream:
                frame = stream.read_pandas()
        case _:
            frame = pd.read_parquet(path)
    return [of_series(frame[name]) for name in frame.columns]


def of_series(series: pd.Series) -> Arrived:
    kind, label = str(series.dtype), series.attrs.get("label")
    if kind == "category":
        return Arrived(series.name, kind, series.tolist(), series.cat.categories.tolist(), series.cat.ordered, label)
    return Arrived(series.name, "object (date)" if kind == "object" else kind, series.tolist(), label=label)


def of_polars(path: Path) -> list[Arrived]:
    read = {".arrow": pl.read_ipc, ".arrows": pl.read_ipc_stream, ".parquet": pl.read_parquet}[path.suffix]
    return [of_polars_series(series) for series in read(path)]


def of_polars_series(series: pl.Series) -> Arrived:
    if isinstance(series.dtype, pl.Enum):
        return Arrived(series.name, "Enum", series.to_list(), series.dtype.categories.to_list())
    return Arrived(series.name, str(series.dtype), series.to_list())


def of_duckdb(path: Path) -> list[Arrived]:
    with duckdb.connect() as connection:
        relation = connection.from_arrow(read_arrow(path)) if path.suffix != ".parquet" else connection.read_parquet(str(path))
        rows = relation.fetchall()
        columns = zip(relation.columns, relation.types, strict=True)
        return [Arrived(name, str(kind), [cells[index] for cells in rows]) for index, (name, kind) in enumerate(columns)]


kinds = ["utf8", "int32", "int32 or missing", "float64", "bool", "date32", "dictionary"]
types = {
    "pyarrow": ["string", "int32", "int32", "double", "bool", "date32[day]", "dictionary"],
    "pandas": ["str", "int32", "Int32", "float64", "bool", "object (date)", "category"],
    "polars": ["String", "Int32", "Int32", "Float64", "Boolean", "Date", "Enum"],
    "duckdb": ["VARCHAR", "INTEGER", "INTEGER", "DOUBLE", "BOOLEAN", "DATE", "VARCHAR"],
}


def readers_of(name: str, module: Any, read: Callable[[Path], list[Arrived]], formats: list[str]) -> list[Reader]:
    """Codes have levels in .arrow, for readers that have levels at all, and are text in the others."""
    own = dict(zip(kinds, types[module.__name__], strict=True))
    plain = {**own, "dictionary": own["utf8"]}
    return [Reader(name, module.__version__, each, read, own if each == "arrow" else plain) for each in formats]


formats = ["arrow", "arrows", "parquet"]
readers = [
    *readers_of("pyarrow", pa, of_pyarrow, formats),
    *readers_of("pandas", pd, of_pandas, formats),
    *readers_of("polars (Python)", pl, of_polars, formats),
    *readers_of("DuckDB over pyarrow", duckdb, of_duckdb, ["arrow", "arrows"]),
    *readers_of("DuckDB", duckdb, of_duckdb, ["parquet"]),
]


def path_of(folder: Path, table: Table, format: str) -> Path:
    return folder / ("parquet" if format == "parquet" else "arrow") / f"{table.name}.{format}"


def has_levels(reader: Reader) -> bool:
    return reader.types["dictionary"] != reader.types["utf8"]


def has_labels(reader: Reader) -> bool:
    """pandas has a place for them and gets none; polars and DuckDB have no place."""
    return reader.name == "pyarrow"


def compare(checks: Checks, folder: Path, table: Table, reader: Reader) -> None:
    about = f"{reader.name}, {table.name}.{reader.format}"
    arrived = reader.read(path_of(folder, table, reader.format))
    columns = table.columns
    checks.equal(f"{about}: columns", [each.name for each in arrived], [column.name for column in columns])
    checks.equal(f"{about}: types", [each.type for each in arrived], [reader.types[column.kind] for column in columns])
    checks.equal(f"{about}: levels", [each.levels for each in arrived], [column.levels if has_levels(reader) else None for column in columns])
    ranked = [(each, column) for each, column in zip(arrived, columns, strict=False) if each.ordered is not None]
    checks.equal(f"{about}: ranks", [each.ordered for each, _ in ranked], [column.ordered for _, column in ranked])
    wanted = [column.metadata["label"] if has_labels(reader) else None for column in columns]
    checks.equal(f"{about}: labels", [each.label for each in arrived], wanted)
    for index, each in enumerate(arrived):
        cells = [as_json(cell) for cell in each.cells]
        checks.equal(f"{about}: {each.name}", cells, [cells_of_row[index] for cells_of_row in table.rows])


def compare_metadata(checks: Checks, folder: Path, table: Table, format: str) -> None:
    """What the Arrow schema says beside the types."""
    about = f"pyarrow, {table.name}.{format}"
    schema = read_arrow(path_of(folder, table, format)).schema
    told = {key.decode(): value.decode() for key, value in (schema.metadata or {}).items()}
    checks.equal(f"{about}: metadata", {key: told.get(key) for key in table.metadata}, table.metadata)
    checks.equal(f"{about}: nullable", [field.nullable for field in schema], [column.nullable for column in table.columns])
    checks.equal(f"{about}: metadata of columns", [labels_of(field) for field in schema], [column.metadata for column in table.columns])


def labels_of(field: pa.Field) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in (field.metadata or {}).items() if key != b"_PL_ENUM_VALUES2"}


def tell(reader: Reader) -> dict:
    """The row of the README, once all of it is proved."""
    own = reader.types
    return row(
        reader.name,
        reader.version,
        f".{reader.format}",
        codes=own["dictionary"],
        levels=has_levels(reader),
        days=own["date32"],
        integers=own["int32 or missing"],
        booleans=own["bool"],
        labels=has_labels(reader),
    )


def kinds_seen(tables: list[Table]) -> set[str]:
    columns: list[Column] = [column for table in tables for column in table.columns]
    return {column.kind for column in columns}


def main() -> None:
    folder = Path(sys.argv[1])
    checks = Checks("readers")
    tables = read_release(folder)
    checks.equal("kinds of columns in the release", sorted(kinds_seen(tables)), sorted(kinds))
    for table in tables:
        for reader in readers:
            compare(checks, folder, table, reader)
        for format in formats:
            compare_metadata(checks, folder, table, format)
    settle(checks, [tell(reader) for reader in readers])
    checks.finish()


main()
