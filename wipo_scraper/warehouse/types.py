"""What a column's type is called in each place that a table goes to."""

from typing import Any

import orjson

from wipo_scraper.warehouse.tables import Column, Row

PLACES = ("JSON", "Parquet", "DuckDB", "PostgreSQL", "BigQuery", "Snowflake")

_NAMES = {
    "text": ("string", "BYTE_ARRAY (String)", "VARCHAR", "character varying", "STRING", "VARCHAR"),
    "integer": ("integer", "INT64", "BIGINT", "bigint", "INT64", "NUMBER(19,0)"),
    "number": ("number", "DOUBLE", "DOUBLE", "double precision", "FLOAT64", "FLOAT"),
    "date": ("string (date)", "INT32 (Date)", "DATE", "date", "DATE", "DATE"),
    "timestamp": (
        "string (date-time)",
        "INT64 (Timestamp, UTC)",
        "TIMESTAMP WITH TIME ZONE",
        "timestamp with time zone",
        "TIMESTAMP",
        "TIMESTAMP_TZ",
    ),
    "nested": ("array or object", "", "", "jsonb", "JSON", "VARIANT"),
}
_SQLITE = {"integer": "INTEGER", "number": "REAL"}
_DLT = {"integer": "bigint", "number": "double", "nested": "json"}
_TABLE_SCHEMA = {"text": "string", "date": "date", "timestamp": "datetime", "integer": "integer", "number": "number"}


def names(column: Column) -> dict[str, str]:
    """Return the name of a column's type in each of PLACES."""
    named = dict(zip(PLACES, _NAMES[column.kind], strict=True))
    if column.kind == "nested":
        named["Parquet"] = "LIST" if column.schema["type"] == "array" else "group"
    return named | {"JSON": _json(column), "DuckDB": duckdb(column)}


def duckdb(column: Column) -> str:
    """Return the DuckDB type; lists and objects keep their structure."""
    return _duckdb(column.schema) if column.kind == "nested" else _NAMES[column.kind][PLACES.index("DuckDB")]


def sqlite(column: Column) -> str:
    """Return the SQLite type; lists and objects are JSON text."""
    return _SQLITE.get(column.kind, "TEXT")


def dlt(column: Column) -> str:
    """Return dlt's data type; lists and objects are JSON."""
    return _DLT.get(column.kind, column.kind)


def table_schema(column: Column) -> str:
    """Return the type in Frictionless Table Schema."""
    return _TABLE_SCHEMA.get(column.kind) or str(column.schema["type"])


def plain(column: Column, row: Row) -> str | int | float | None:
    """Return a value for files without lists and objects: those become JSON text."""
    value = row.get(column.name)
    return orjson.dumps(value).decode() if column.kind == "nested" and value is not None else value


def _duckdb(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return _duckdb(next(choice for choice in schema["anyOf"] if choice["type"] != "null"))
    if schema["type"] == "array":
        return f"{_duckdb(schema['items'])}[]"
    if schema["type"] == "object":
        fields = (f'"{name}" {_duckdb(value)}' for name, value in schema["properties"].items())
        return f"STRUCT({', '.join(fields)})"
    return {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE"}[schema["type"]]


def _json(column: Column) -> str:
    name = str(column.schema["type"]) if column.kind == "nested" else _NAMES[column.kind][0]
    return f"{name} or null" if column.nullable else name
