"""The records on their way out: tables, files for other tools, loading into warehouses."""
