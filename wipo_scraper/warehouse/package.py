"""The data package of an export (Frictionless): its files with checksums, columns and keys, sources and licence."""

from pathlib import Path
from typing import Any

from wipo_scraper import __version__
from wipo_scraper.article import SCHEMA_VERSION
from wipo_scraper.storage.lines import sha256
from wipo_scraper.warehouse import types
from wipo_scraper.warehouse.tables import TABLES, Table

LICENCE = {
    "name": "WIPO-terms-of-use",
    "title": "The site's own content may be reused when WIPO is named as the source and changes are indicated;"
    " third-party content and images are not covered",
    "path": "https://www.wipo.int/tools/en/disclaim.html",
}
_MEDIA_TYPES = {
    "parquet": "application/vnd.apache.parquet",
    "duckdb": "application/vnd.duckdb",
    "sqlite": "application/vnd.sqlite3",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "annotations": 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
}


def describe(
    product: Path, *, name: str, to: str, rows: dict[str, int], history: bool, origin: str | None, refused: list[str]
) -> dict[str, Any]:
    """Return the descriptor of a finished product that will be called `name`."""
    if product.is_dir():
        resources = [
            _table_resource(product, TABLES[table], to, count, history=history) for table, count in rows.items()
        ]
    else:
        tables = [{"name": table, "rows": count} for table, count in rows.items()]
        resources = [_resource(product.stem, to) | {"path": name} | _checked(product) | {"tables": tables}]
    return {
        "name": "wipo-news",
        "title": "News of WIPO: articles, quotes, speakers and image credits",
        "version": SCHEMA_VERSION,
        "profile": "data-package",
        "wipo_scraper": __version__,
        "revisions": "all" if history else "newest",
        "sources": [{"title": origin or "https://www.wipo.int"}],
        "licenses": [LICENCE],
        "refused": refused,
        "resources": resources,
    }


def _table_resource(product: Path, table: Table, to: str, rows: int, *, history: bool) -> dict[str, Any]:
    files = sorted(path for path in product.rglob(f"{table.name}.{to}"))
    listed = [{"path": path.relative_to(product).as_posix(), **_checked(path)} for path in files]
    described = {
        "description": table.description,
        "rows": rows,
        "schema": _table_schema(table, partitioned=to == "parquet", history=history),
    }
    if to == "csv":
        return _resource(table.name, to) | listed[0] | described
    return _resource(table.name, to) | {"path": [it["path"] for it in listed], "files": listed} | described


def _resource(name: str, to: str) -> dict[str, Any]:
    described = {"name": name, "format": to, "mediatype": _MEDIA_TYPES[to]}
    return described | ({"encoding": "utf-8"} if to in ("csv", "jsonl", "jsonld", "annotations") else {})


def _checked(path: Path) -> dict[str, Any]:
    return {"bytes": path.stat().st_size, "hash": f"sha256:{sha256(path)}"}


def _table_schema(table: Table, *, partitioned: bool, history: bool) -> dict[str, Any]:
    """Return the table's Table Schema; in a partitioned table the year stands in the path."""
    own, parent = (["article_id", "revision"], ["id", "revision"]) if history else ("article_id", "id")
    foreign = [{"fields": own, "reference": {"resource": "articles", "fields": parent}}]
    return {
        "fields": [
            {
                "name": column.name,
                "type": types.table_schema(column),
                "description": column.description,
            }
            for column in table.columns
            if not (partitioned and column.name == "year")
        ],
        "primaryKey": list(table.key_of(history=history)),
    } | ({} if table.name == "articles" else {"foreignKeys": foreign})
