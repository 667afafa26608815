"""pandas, with fastjsonschema for the rows and pyarrow for Feather, at the work of the peers: `python pandas_fastjsonschema.py FOLDER OUTPUT`."""

import json
import sys
from pathlib import Path
from time import perf_counter

import fastjsonschema
import pandas as pd

folder, output = Path(sys.argv[1]), Path(sys.argv[2])
contract = json.loads((folder / "readings/contract.json").read_text(encoding="utf8"))
seconds = {}
before = perf_counter()
readings = {
    "date": ["language", "published", "date_anchor", "date_role", "date_text"],
    "as_of": ["language", "published", "date_anchor", "as_of_text"],
    "place": ["place_text", "place_within", "lookup"],
    "count": ["language", "count_text"],
    "rules": ["date_rules", "as_of_rules", "place_rules", "count_rules"],
}


def took(stage):
    """Notes the seconds since the stage before."""
    global before
    now = perf_counter()
    seconds[stage] = now - before
    before = now


def read_text(path):
    """A CSV file of which every column is text and an empty cell is missing."""
    return pd.read_csv(folder / path, dtype=str, keep_default_na=False, na_values=[""])


def read_extracts():
    """The rows of all files of extracts, each with its file and line."""
    tables = []
    for path in sorted((folder / "raw/extracts").iterdir()):
        table = read_text(path.relative_to(folder))
        table["raw_file"] = f"raw/extracts/{path.name}"
        table["raw_line"] = range(2, len(table) + 2)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def fits_of(extracts):
    """Whether each row fits the JSON Schema."""
    check = fastjsonschema.compile(contract["schema"])
    columns = [rule["name"] for rule in contract["extracts"]]
    cells = extracts[columns].astype(object)
    fits = []
    for row in cells.where(cells.notna(), None).to_dict("records"):
        try:
            check(row)
            fits.append(True)
        except fastjsonschema.JsonSchemaValueException:
            fits.append(False)
    return pd.Series(fits)


def count_faults(extracts, tables):
    """How many rows break their schema, lead nowhere or bear an id that another bears."""
    wrong = ~fits_of(extracts) | extracts["extract_id"].duplicated()
    for key, table in tables.items():
        wrong |= extracts[key].notna() & ~extracts[key].isin(table[key])
    return int(wrong.sum())


def join_readings(rows, name, keys):
    """The rows beside what their words are read as; an empty cell is a key like another."""
    table = read_text(f"readings/{name}.csv")
    return rows.merge(table, on=keys, how="left")


def normalise(extracts, sources):
    """The claims, with their columns in order, and how many have words that nothing reads."""
    lookups = read_text("raw/lookups.csv")
    lookups = lookups[lookups["column"] == "place_text"][["extract_id", "value"]].rename(columns={"value": "lookup"})
    rows = extracts.merge(sources[["source_id", "language", "published"]], on="source_id").merge(lookups, on="extract_id", how="left")
    for name, keys in readings.items():
        rows = join_readings(rows, name, keys)
    unread = sum((rows[f"{name}_text"].notna() & rows[f"{name}_rules"].isna()).sum() for name in ["date", "as_of", "place", "count"])
    uncounted = rows["count_text"].isna()
    occurrence = rows["measure"] == "occurrence"
    rows.loc[uncounted, "count_status"] = "not_stated"
    rows.loc[uncounted & occurrence, "count_status"] = "not_applicable"
    claims = rows.rename(columns={"extract_id": "claim_id"}).sort_values("claim_id", ignore_index=True)
    claims = claims[[column["name"] for column in contract["claims"]]]
    types = {"int32": "Int32", "float64": "Float64"}
    return claims.astype({column["name"]: types[column["type"]] for column in contract["claims"] if column["type"] in types}), int(unread)


def write(claims):
    """Writes the claims in three formats; days are days in Feather."""
    output.mkdir(parents=True, exist_ok=True)
    claims.to_csv(output / "claims.csv", index=False, lineterminator="\n")
    claims.to_json(output / "claims.json", orient="records", force_ascii=False, double_precision=15)
    days = [column["name"] for column in contract["claims"] if column["type"] == "date32"]
    claims.astype(dict.fromkeys(days, "date32[day][pyarrow]")).to_feather(output / "claims.feather", compression="uncompressed")


extracts = read_extracts()
sources, events, counters = (read_text(f"raw/{name}.csv") for name in ["sources", "events", "counters"])
took("read")
faults = count_faults(extracts, {"source_id": sources, "event_id": events, "counter_id": counters})
took("validate")
if faults == 0:
    claims, faults = normalise(extracts, sources)
    took("normalise")
    if faults == 0:
        write(claims)
    took("write")
print(json.dumps({"rows": len(extracts), "faults": faults, "seconds": seconds}))
