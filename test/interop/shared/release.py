"""What a release says of itself in JSON: the truth that every other reader's cells are held against."""

import json
from pathlib import Path
from typing import Any, NamedTuple


class Column(NamedTuple):
    name: str
    arrow_type: str
    nullable: bool
    metadata: dict[str, str]
    """Label, description, unit and what missing means, by the keys that Arrow has them under."""
    levels: list[str] | None
    """Every code in its order; None where the column is no enumeration."""
    ordered: bool

    @property
    def kind(self) -> str:
        """The Arrow type, told apart where whole numbers may be missing."""
        return "int32 or missing" if self.arrow_type == "int32" and self.nullable else self.arrow_type


class Table(NamedTuple):
    name: str
    columns: list[Column]
    rows: list[list[Any]]
    metadata: dict[str, str]
    """What the schema metadata of Arrow must say."""


def read_release(folder: Path) -> list[Table]:
    """Every published table, by the manifest, the dictionary, the schemas and the JSON files."""
    entries = read_json(folder / "dictionary/dictionary.json")
    manifest = read_json(folder / "MANIFEST.json")
    files = [file for file in manifest["files"] if file["path"].startswith("json/")]
    return [read_table(folder, manifest, file, [entry for entry in entries if entry["table"] == file["table"]]) for file in files]


def read_table(folder: Path, manifest: dict, file: dict, entries: list[dict]) -> Table:
    schema = read_json(folder / f"schema/{file['table']}.schema.json")
    columns = [read_column(entry, schema["properties"][entry["column"]]) for entry in entries]
    rows = [[as_typed(row[column.name], column) for column in columns] for row in read_json(folder / file["path"])]
    metadata = {
        "version": manifest["version"],
        "fingerprint": file["fingerprint"],
        "primary_key": ",".join(schema["primaryKey"]),
    }
    return Table(file["table"], columns, rows, metadata)


def read_column(entry: dict, schema: dict) -> Column:
    keys = ["label", "label_es", "description", "description_es", "unit", "missing_meaning"]
    metadata = {key: entry[key] for key in keys if entry[key] is not None}
    codes = [code["const"] for code in schema.get("oneOf", []) if code["const"] is not None]
    levels = codes if entry["arrow_type"] == "dictionary" else None
    return Column(entry["column"], entry["arrow_type"], entry["nullable"], metadata, levels, schema.get("ordered") is True)


def as_typed(cell: Any, column: Column) -> Any:
    """JSON writes a whole float without a point."""
    return float(cell) if column.arrow_type == "float64" and cell is not None else cell


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
