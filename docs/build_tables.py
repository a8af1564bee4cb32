"""The pages that are made from the tables: `tables.md` and the sources of the dbt example."""

import json

from wipo_scraper.article import SCHEMA_VERSION
from wipo_scraper.warehouse import types
from wipo_scraper.warehouse.tables import TABLES, Table

_HEAD = """\
# The tables, column by column

Version {version} of the schema. `scrapy export` and the dlt resource write the same four tables;
[warehouse.md](warehouse.md) says how. This page is made from the schema (`make docs`). PostgreSQL, BigQuery and
Snowflake have the types that dlt gives; there, and in SQLite and CSV, lists and objects are JSON.
"""
_KEYS = """\
Key: {key}; with all revisions (`--history`, `history=True`) {history}.{loaded}
"""
_SOURCES = """\
# The tables that `load_runs` fills. Made by `make docs`; copy it into the models of your dbt project.
version: 2

sources:
  - name: wipo
    description: News of WIPO, extracted by wipo-scraper; schema version {version}
    schema: wipo  # the dataset_name of the dlt pipeline
    tables:
"""


def tables_page() -> str:
    """Return the Markdown page: one table of columns and types for each table."""
    return "\n".join([_HEAD.format(version=SCHEMA_VERSION), *map(_section, TABLES.values())])


def dbt_sources() -> str:
    """Return dbt's YAML file of the tables that dlt loads."""
    return _SOURCES.format(version=SCHEMA_VERSION) + "".join(map(_source, TABLES.values()))


def _section(table: Table) -> str:
    loaded = "" if table.name == "articles" else f" Loaded by dlt it is called `{_loaded_name(table)}`."
    keys = _KEYS.format(key=_listed(table.key), history=_listed(table.key_of(history=True)), loaded=loaded)
    lines = [f"## {table.name}", "", table.description, "", keys]
    lines += [f"| column | {' | '.join(types.PLACES)} | |", f"|---|{'---|' * len(types.PLACES)}---|"]
    for column in table.columns:
        named = " | ".join(types.names(column)[place] for place in types.PLACES)
        lines.append(f"| `{column.name}` | {named} | {column.description} |")
    return "\n".join([*lines, ""])


def _source(table: Table) -> str:
    lines = [f"      - name: {_loaded_name(table)}", f"        description: {json.dumps(table.description)}"]
    if table.name == "articles":
        lines.append("        loaded_at_field: fetched_at")
    lines.append("        columns:")
    for column in table.columns:
        lines.append(f"          - name: {column.name}")
        lines.append(f"            description: {json.dumps(column.description, ensure_ascii=False)}")
        if table.key == (column.name,):
            lines.append("            data_tests: [unique, not_null]")
        elif column.name in table.key:
            lines.append("            data_tests: [not_null]")
    return "\n".join([*lines, ""])


def _loaded_name(table: Table) -> str:
    return table.name if table.name == "articles" else f"articles__{table.name}"


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{column}`" for column in columns)
