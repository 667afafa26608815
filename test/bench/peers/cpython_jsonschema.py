"""CPython's csv and json, with jsonschema for the rows and pyarrow for Parquet: `python cpython_jsonschema.py FOLDER OUTPUT`."""

import csv
import json
import sys
from pathlib import Path

from jsonschema import Draft7Validator

from rows import Clock, Normaliser, read_contract, read_rows, sorted_claims, write_parquet

folder, output = Path(sys.argv[1]), Path(sys.argv[2])
contract = read_contract(folder)
clock = Clock()


def read_extracts():
    """The rows of all files of extracts, each with its file and line."""
    for path in sorted((folder / "raw/extracts").iterdir()):
        for index, row in enumerate(read_rows(path)):
            yield {**row, "raw_file": f"raw/extracts/{path.name}", "raw_line": index + 2}


def count_faults(extracts):
    """How many rows break their schema, lead nowhere or bear an id that another bears."""
    validator = Draft7Validator(contract["schema"])
    known = {f"{name[:-1]}_id": {row[f"{name[:-1]}_id"] for row in read_rows(folder / f"raw/{name}.csv")} for name in ["sources", "events", "counters"]}
    columns = [rule["name"] for rule in contract["extracts"]]
    seen = set()
    faults = 0
    for row in extracts:
        repeated = row["extract_id"] in seen
        seen.add(row["extract_id"])
        dangling = any(row[key] is not None and row[key] not in ids for key, ids in known.items())
        faults += repeated or dangling or not validator.is_valid({column: row[column] for column in columns})
    return faults


def write(claims):
    """Writes the claims in three formats."""
    output.mkdir(parents=True, exist_ok=True)
    with (output / "claims.csv").open("w", encoding="utf8", newline="") as file:
        writer = csv.DictWriter(file, claims[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(claims)
    with (output / "claims.json").open("w", encoding="utf8") as file:
        file.write("[\n" + ",\n".join(json.dumps(claim, ensure_ascii=False) for claim in claims) + "\n]\n")
    write_parquet(claims, contract, output / "claims.parquet")


extracts = list(read_extracts())
clock.took("read")
faults = count_faults(extracts)
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
