"""frictionless, with pyarrow for Parquet, at the work of the peers: `python rowwise_frictionless.py FOLDER OUTPUT`.

A module whose name begins with frictionless would be loaded by it as a plug-in, so this one has another.
"""

import json
import sys
from copy import deepcopy
from pathlib import Path

from frictionless import Package, formats
from frictionless.resources import TableResource

from rows import Clock, Normaliser, read_contract, sorted_claims, write_parquet

folder, output = Path(sys.argv[1]), Path(sys.argv[2])
contract = read_contract(folder)
clock = Clock()


def field_of(rule):
    """A column of the extracts as a field of a table schema."""
    constraints = {"required": not rule["nullable"], "enum": rule["enumeration"], "pattern": rule["pattern"], "maxLength": rule["maxLength"]}
    return {"name": rule["name"], "type": "string", "constraints": {key: value for key, value in constraints.items() if value}}


def make_package(names):
    """The tables of raw/, each file of extracts with references to the others."""
    targets = ["sources", "events", "counters"]
    keys = [{"fields": [f"{name[:-1]}_id"], "reference": {"resource": name, "fields": [f"{name[:-1]}_id"]}} for name in targets]
    schema = {"fields": [field_of(rule) for rule in contract["extracts"]], "foreignKeys": keys}
    tables = [{"name": name, "type": "table", "path": f"raw/{name}.csv"} for name in targets]
    # A schema that two resources share loses its types with the first that is read.
    parts = [{"name": Path(name).stem, "type": "table", "path": f"raw/extracts/{name}", "schema": deepcopy(schema)} for name in names]
    return Package.from_descriptor({"name": "bench", "resources": tables + parts}, basepath=str(folder))


def incomplete(row):
    """Whether a cell is filled and another that it asks for is empty."""
    return any(
        row[requirement["when"]] is not None and any(row[name] is None for name in requirement["needs"])
        for requirement in contract["requirements"]
    )


def read_extracts():
    """The rows of all files of extracts with file and line, and how many are wrong: frictionless checks a row as it reads it."""
    names = sorted(path.name for path in (folder / "raw/extracts").iterdir())
    package = make_package(names)
    rows, faults, seen = [], 0, set()
    for name in names:
        with package.get_resource(Path(name).stem) as resource:
            for row in resource.row_stream:
                valid = row.valid and not incomplete(row) and row["extract_id"] not in seen
                faults += not valid
                seen.add(row["extract_id"])
                rows.append({**row.to_dict(), "raw_file": f"raw/extracts/{name}", "raw_line": row.row_number})
    return rows, faults


def write(claims):
    """Writes the claims in three formats."""
    output.mkdir(parents=True, exist_ok=True)
    kinds = {"int32": {"type": "integer"}, "float64": {"type": "number", "floatNumber": True}}
    fields = [{"name": column["name"], **kinds.get(column["type"], {"type": "string"})} for column in contract["claims"]]
    descriptor = {"name": "claims", "type": "table", "data": claims, "schema": {"fields": fields}}
    resource = TableResource.from_descriptor(descriptor)
    resource.write(TableResource(path=str(output / "claims.csv"), control=formats.CsvControl(line_terminator="\n")))
    resource.write(TableResource(path=str(output / "claims.json"), control=formats.JsonControl(keyed=True)))
    write_parquet(claims, contract, output / "claims.parquet")


extracts, faults = read_extracts()
# Reading and validating are one: both are told as the second.
clock.took("validate")
if faults == 0:
    normaliser = Normaliser(folder, contract)
    claims = sorted_claims(normaliser, extracts)
    faults = normaliser.unread
    clock.took("normalise")
    if faults == 0:
        write(claims)
    clock.took("write")
print(json.dumps({"rows": len(extracts), "faults": faults, "seconds": clock.seconds}))
