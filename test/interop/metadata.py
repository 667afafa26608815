"""Runs the formats' own validators on the descriptions of a release: Data Package, Croissant, schema.org, CFF, DataCite, CSV on the Web.
Each must accept what is published, and refuse a copy in which something was made wrong."""

import copy
import json
import logging
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

logging.disable(logging.WARNING)
warnings.simplefilter("ignore")

import csvw
import frictionless
import jsonschema
import mlcroissant
import rdflib
from cffconvert.citation import Citation
from datacite.jsonutils import validator_factory
from rdflib.namespace import SDO

from shared.checks import Checks

repository = Path(__file__).resolve().parents[2]
checks = Checks("metadata")


def check(about: str, holds: bool, told: Any = "") -> None:
    """One check; `told` explains what does not hold."""
    checks.equal(f"{about} {told}".strip(), holds, True)


def refuses(about: str, work: Callable[[], Any]) -> None:
    """One check: the validator throws, or answers with False."""
    try:
        check(about, work() is False, "was accepted")
    except Exception:
        check(about, True)


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value), encoding="utf-8")


def check_data_package(release: Path) -> None:
    report = frictionless.validate(str(release / "datapackage.json"))
    check("datapackage.json", report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5] or report.errors)
    tables = {path.stem for path in (release / "csv").iterdir()}
    check("datapackage.json: tables", {task.name for task in report.tasks if task.type == "table"} == tables)
    for task in report.tasks:
        check(f"datapackage.json: {task.name}", task.valid and not task.warnings, [*task.errors[:3], *task.warnings[:3]])
    package = frictionless.Package(str(release / "datapackage.json"))
    for resource in package.resources:
        if resource.type != "table":
            continue
        rows = [[as_text(cell) for cell in row.to_list()] for row in resource.read_rows()]
        check(f"datapackage.json: rows of {resource.name}", rows == rows_of(release, resource.name))


def check_data_package_refuses(copied: Path) -> None:
    """A code that is none, an id that leads nowhere, a checksum of other bytes."""
    descriptor = read_json(copied / "datapackage.json")
    unsummed = [{key: value for key, value in each.items() if key not in ("bytes", "hash")} for each in descriptor["resources"]]
    write_json(copied / "unsummed.json", {**descriptor, "resources": unsummed})
    check("without checksums", frictionless.validate(str(copied / "unsummed.json")).valid)
    path = copied / "csv/estimates.csv"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace(",people,", ",peopel,", 1), encoding="utf-8")
    refuses("frictionless: a code that is none", lambda: frictionless.validate(str(copied / "unsummed.json")).valid)
    head, first, *rest = good.split("\n")
    path.write_text("\n".join([head, first.replace(first.split(",")[0], "nowhere", 1), *rest]), encoding="utf-8")
    refuses("frictionless: an event that is none", lambda: frictionless.validate(str(copied / "unsummed.json")).valid)
    path.write_text(good, encoding="utf-8")
    descriptor["resources"][0]["hash"] = "sha256:" + "0" * 64
    write_json(copied / "other-hash.json", descriptor)
    refuses("frictionless: another checksum", lambda: frictionless.validate(str(copied / "other-hash.json")).valid)


def rows_of(release: Path, table: str) -> list[list[Any]]:
    """The cells of a table as its JSON has them, days as text."""
    return [list(row.values()) for row in read_json(release / f"json/{table}.json")]


def as_text(cell: Any) -> Any:
    """Text for bytes and days, None for what is missing, whole numbers and floats as they compare in Python."""
    if isinstance(cell, bytes):
        return cell.decode("utf-8")
    if cell is None or cell != cell:
        return None
    if hasattr(cell, "isoformat"):
        return cell.isoformat()[:10]
    return float(cell) if type(cell).__name__ == "Decimal" else cell


def check_croissant(release: Path) -> None:
    path = release / "croissant.json"
    dataset = mlcroissant.Dataset(str(path))
    issues = dataset.metadata.ctx.issues
    check("croissant.json: errors", not issues.errors, issues.report())
    check("croissant.json: warnings", not issues.warnings, issues.report())
    check("croissant.json: version 1.1", dataset.metadata.ctx.conforms_to.value == "http://mlcommons.org/croissant/1.1")
    check("croissant.json: Spanish name", dataset.metadata.name["es"] == read_json(path)["name"]["es"])
    for record_set in read_json(path)["recordSet"]:
        name = record_set["@id"]
        rows = [[as_text(cell) for cell in record.values()] for record in dataset.records(name)]
        wanted = [list(row.values()) for row in record_set["data"]] if "data" in record_set else rows_of(release, name)
        check(f"croissant.json: rows of {name}", rows == wanted, first_difference(rows, wanted))


def first_difference(rows: list, wanted: list) -> str:
    different = [f"{a} instead of {b}" for a, b in zip(rows, wanted, strict=False) if a != b]
    return different[0] if different else f"{len(rows)} rows instead of {len(wanted)}"


def check_croissant_refuses(copied: Path) -> None:
    def without_source(descriptor: dict) -> None:
        descriptor["recordSet"][0]["field"][0]["source"]["fileObject"]["@id"] = "json/none.json"

    def without_checksum(descriptor: dict) -> None:
        del descriptor["distribution"][0]["sha256"]

    for break_it in (without_source, without_checksum):
        descriptor = read_json(copied / "croissant.json")
        break_it(descriptor)
        write_json(copied / "broken.json", descriptor)
        refuses(f"mlcroissant: {break_it.__name__}", lambda: mlcroissant.Dataset(str(copied / "broken.json")))


def check_schema_org(release: Path) -> None:
    """Every type and property is a term of schema.org, as rdflib lists them, and the graph says what the JSON says."""
    document = read_json(release / "dataset.jsonld")
    check("dataset.jsonld: context", document["@context"] == "https://schema.org/")
    graph = rdflib.Graph()
    # The context of schema.org itself is fetched from the web; its vocabulary is all that matters here.
    graph.parse(data=json.dumps({**document, "@context": {"@vocab": str(SDO)}}), format="json-ld")
    terms = {*graph.predicates(), *graph.objects(None, rdflib.RDF.type)} - {rdflib.RDF.type}
    check("dataset.jsonld: terms", len(terms) > 20, terms)
    for term in sorted(terms):
        check(f"dataset.jsonld: {term}", term in SDO)
    dataset = graph.value(None, rdflib.RDF.type, SDO.Dataset)
    check("dataset.jsonld: two titles", {name.language for name in graph.objects(dataset, SDO.name)} == {"en", "es"})
    downloads = list(graph.objects(dataset, SDO.distribution))
    check("dataset.jsonld: files", len(downloads) == len(document["distribution"]) > 0)
    for each in downloads:
        path = release / str(graph.value(each, SDO.contentUrl))
        check(f"dataset.jsonld: {path.name}", str(graph.value(each, SDO.contentSize)) == f"{path.stat().st_size} B")


def check_citation(path: Path) -> None:
    """Throws where the file is not CFF of its version."""
    text = path.read_text(encoding="utf-8")
    citation = Citation(text)
    citation.validate()
    check(f"{path.name}: version", citation.cffversion == "1.2.0")
    check(f"{path.name}: BibTeX", "version" in citation.as_zenodo() and "title = {" in citation.as_bibtex())
    refuses(f"{path.name}: without a title", lambda: Citation(text.replace("\ntitle:", "\ntitel:", 1)).validate())


def datacite_validator() -> Any:
    """The schema for 4.5 that the package has, and what of 4.6 we use: the type of date Coverage, added to the list of the 4.6 kernel in 2024."""
    source = resources.files("datacite") / "schemas/datacite-v4.5.json"
    schema = json.loads(source.read_text(encoding="utf-8"))
    schema["definitions"]["dateType"]["enum"].append("Coverage")
    plain = validator_factory(source)
    return type(plain)(schema, format_checker=plain.format_checker)


def check_datacite(release: Path) -> None:
    document = read_json(release / "datacite.json")
    validator = datacite_validator()
    errors = [error.message for error in validator.iter_errors(document)]
    check("datacite.json", not errors, errors[:5])
    check("datacite.json: no DOI is made up", "doi" not in document)
    for key in ("creators", "titles", "publisher", "publicationYear", "types"):
        broken = {name: value for name, value in document.items() if name != key}
        refuses(f"datacite: without {key}", lambda broken=broken: validator.is_valid(broken))
    broken = copy.deepcopy(document)
    broken["dates"][0]["dateType"] = "Covered"
    refuses("datacite: a type of date that is none", lambda: validator.is_valid(broken))


def check_csvw(release: Path) -> None:
    described = csvw.CSVW(str(release / "csv-metadata.json"), validate=True)
    check("csv-metadata.json", described.is_valid, [str(each.message) for each in described.warnings[:5]])
    check("csv-metadata.json: tables", {table.local_name for table in described.tables} == {f"csv/{path.name}" for path in (release / "csv").iterdir()})
    for table in described.tables:
        rows = [[as_text(cell) for cell in row.values()] for row in table]
        wanted = rows_of(release, Path(table.local_name).stem)
        check(f"csv-metadata.json: rows of {table.local_name}", rows == wanted, first_difference(rows, wanted))


def check_csvw_refuses(copied: Path) -> None:
    path = copied / "csv/estimates.csv"
    good = path.read_text(encoding="utf-8")
    for about, bad in (("a code that is none", good.replace(",people,", ",peopel,", 1)), ("another header", good.replace("event_id", "event", 1))):
        path.write_text(bad, encoding="utf-8")
        refuses(f"csvw: {about}", lambda: csvw.CSVW(str(copied / "csv-metadata.json"), validate=True).is_valid)
    path.write_text(good, encoding="utf-8")


def main(release: Path) -> None:
    for work in (check_data_package, check_croissant, check_schema_org, check_datacite, check_csvw):
        attempt(work, release)
    for path in (release / "CITATION.cff", repository / "CITATION.cff"):
        attempt(check_citation, path)
    for work in (check_data_package_refuses, check_croissant_refuses, check_csvw_refuses):
        with tempfile.TemporaryDirectory() as folder:
            copied = Path(folder) / "release"
            shutil.copytree(release, copied)
            attempt(work, copied)
    checks.finish()


def attempt(work: Callable[[Path], None], path: Path) -> None:
    try:
        work(path)
    except (Exception, jsonschema.ValidationError) as error:
        check(f"{work.__name__} of {path.name}", False, f"{type(error).__name__}: {str(error)[:400]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
