"""What the row-wise peers in Python share: the clock of the stages, readings as dictionaries, claims from extracts, and Parquet."""

import csv
import json
from pathlib import Path
from time import perf_counter

import pyarrow
import pyarrow.parquet

readings = {
    "date": ["language", "published", "date_anchor", "date_role", "date_text"],
    "as_of": ["language", "published", "date_anchor", "as_of_text"],
    "place": ["place_text", "place_within", "lookup"],
    "count": ["language", "count_text"],
    "rules": ["date_rules", "as_of_rules", "place_rules", "count_rules"],
}
numbers = {"int32": int, "float64": float}


class Clock:
    """Seconds a stage."""

    def __init__(self):
        self.seconds = {}
        self.before = perf_counter()

    def took(self, stage):
        """Notes the seconds since the stage before."""
        now = perf_counter()
        self.seconds[stage] = now - self.before
        self.before = now


def read_contract(folder):
    """The schema of an extract and the columns of a claim."""
    return json.loads((folder / "readings/contract.json").read_text(encoding="utf8"))


def read_rows(path):
    """The rows of a CSV file as dictionaries; an empty cell is None."""
    with path.open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: cell or None for name, cell in row.items()}


class Normaliser:
    """Makes claims of extracts by the tables of readings."""

    def __init__(self, folder, contract):
        self.types = {column["name"]: numbers.get(column["type"], str) for column in contract["claims"]}
        self.sources = {row["source_id"]: row for row in read_rows(folder / "raw/sources.csv")}
        self.lookups = {row["extract_id"]: row["value"] for row in read_rows(folder / "raw/lookups.csv") if row["column"] == "place_text"}
        self.tables = {name: self.read_readings(folder, name) for name in readings}
        self.unread = 0

    def read_readings(self, folder, name):
        """What words are read as, by their key."""
        keys = readings[name]
        return {
            tuple(row[key] for key in keys): {column: self.typed(column, cell) for column, cell in row.items() if column not in keys}
            for row in read_rows(folder / f"readings/{name}.csv")
        }

    def typed(self, column, cell):
        """A cell in the type of its column."""
        return None if cell is None else self.types.get(column, str)(cell)

    def claim_of(self, extract):
        """One claim, its keys in order. Words that nothing reads are counted."""
        source = self.sources[extract["source_id"]]
        row = {**dict.fromkeys(self.types), **extract, "claim_id": extract["extract_id"]}
        row |= {"language": source["language"], "published": source["published"], "lookup": self.lookups.get(extract["extract_id"])}
        row["count_status"] = "not_applicable" if extract["measure"] == "occurrence" else "not_stated"
        for name, keys in readings.items():
            row[f"{name}_rules"] = row.get(f"{name}_rules")
            if name != "rules" and row[f"{name}_text"] is None:
                continue
            found = self.tables[name].get(tuple(row[key] for key in keys))
            if found is None:
                self.unread += 1
            else:
                row.update(found)
        return {column: row[column] for column in self.types}


def sorted_claims(normaliser, extracts):
    """All claims in the order of their ids."""
    return sorted(map(normaliser.claim_of, extracts), key=lambda claim: claim["claim_id"])


def write_parquet(claims, contract, path: Path):
    """Writes claims as Parquet; days are days."""
    types = {"int32": pyarrow.int32(), "float64": pyarrow.float64()}
    schema = pyarrow.schema([(column["name"], types.get(column["type"], pyarrow.string())) for column in contract["claims"]])
    table = pyarrow.Table.from_pylist(claims, schema=schema)
    for index, column in enumerate(contract["claims"]):
        if column["type"] == "date32":
            table = table.set_column(index, column["name"], table.column(index).cast(pyarrow.date32()))
    pyarrow.parquet.write_table(table, path, compression="snappy")
