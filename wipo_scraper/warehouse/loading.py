"""Loading the run files into a warehouse with dlt: each run once, the newest revision of an article wins.

    pipeline = dlt.pipeline("wipo_news", destination="bigquery", dataset_name="wipo")
    for fault in load_runs(pipeline, "data"):
        print(fault)

`news` is the plain dlt resource. `load_runs` adds what a daily job needs: it first ends what an interrupted load left
behind, and a run that the warehouse refuses does not block the others.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wipo_scraper.warehouse import types
from wipo_scraper.warehouse.extras import need
from wipo_scraper.warehouse.runs import RunFile, Runs
from wipo_scraper.warehouse.tables import CHILDREN, TABLES, Row, Table, rows_of

dlt = need("dlt", "dlt")
failures = need("dlt.load.exceptions", "dlt")
StepFailed = need("dlt.pipeline.exceptions", "dlt").PipelineStepFailed


def news(data_dir: str | os.PathLike[str], *, history: bool = False) -> Any:
    """Return a dlt resource of the articles in a DATA_DIR, with quotes, speakers and images nested.

    It takes the files that run reports list and that were not loaded before, and merges on the article's id; with
    `history` every revision is kept. What it leaves out it does not tell: `load_runs` does.
    """
    return _resource(Runs(Path(data_dir)), history=history)


def load_runs(pipeline: Any, data_dir: str | os.PathLike[str], *, history: bool = False) -> list[str]:
    """Load the runs that were not loaded yet; return what was left out, and why.

    A failure that may pass (no connection, say) is raised as dlt raises it; the next call goes on where this one ended.
    """
    runs = Runs(Path(data_dir))
    _attempt(pipeline, None)
    if _attempt(pipeline, _resource(runs, history=history)) is None:
        return runs.faults
    for file in runs.offered:
        refusal = _attempt(pipeline, _resource(Runs(runs.data_dir), history=history, only=file))
        if refusal:
            runs.faults.append(f"{file.path}: refused by the warehouse: {refusal}")
    return runs.faults


def _attempt(pipeline: Any, resource: Any) -> str | None:
    """Load a resource, or without one what an earlier load left; return why the warehouse refuses it, if it does."""
    try:
        pipeline.run(resource)
    except StepFailed as failed:
        terminal = (failures.LoadClientJobFailed, failures.LoadClientJobTerminalRetry)
        if failed.step != "normalize" and not isinstance(failed.exception, terminal):
            raise
        pipeline.abort_packages()
        return str(failed.exception)
    return None


def _resource(runs: Runs, *, history: bool, only: RunFile | None = None) -> Any:
    def articles() -> Iterator[Row]:
        loaded = dlt.current.resource_state().setdefault("runs", {})
        for file in runs.pending(loaded):
            if only in (None, file):
                for record in runs.records(file, loaded, history=history):
                    rows = rows_of(record)
                    yield rows["articles"][0] | {name: rows[name] for name in CHILDREN}
                loaded[file.run] = file.sha256

    newest_first = {} if history else {"revision": {"dedup_sort": "desc"}}
    return dlt.resource(
        articles,
        write_disposition="merge",
        primary_key=list(TABLES["articles"].key_of(history=history)),
        columns=_hints(TABLES["articles"], newest_first),
        nested_hints={name: {"columns": _hints(TABLES[name], {})} for name in CHILDREN},
    )


def _hints(table: Table, more: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        column.name: {
            "name": column.name,
            "data_type": types.dlt(column),
            "nullable": column.name not in (*table.key, "revision"),  # older records lack what came later
            **more.get(column.name, {}),
        }
        for column in table.columns
    }
