"""Crawl the news of WIPO once a day, then write the tables anew. For Airflow 3, with wipo-scraper[export] beside it."""

from datetime import UTC, datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

ENVIRONMENT = {
    "SCRAPY_SETTINGS_MODULE": "wipo_scraper.settings",
    "DATA_DIR": "/var/lib/wipo-scraper",
    "CONTACT": "you@example.org",
}

with DAG(
    "wipo_news",
    schedule="17 4 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,  # a run takes up whatever earlier ones have missed
    max_active_runs=1,
    default_args={"env": ENVIRONMENT, "append_env": True, "retries": 1, "retry_delay": timedelta(hours=1)},
):
    crawl = BashOperator(
        task_id="crawl",
        bash_command="crawl-and-tell -a languages=en",
        skip_on_exit_code=75,  # another run holds the directory, or the site asks to wait
        execution_timeout=timedelta(hours=20),
    )
    export = BashOperator(
        task_id="export",
        bash_command='scrapy export "$DATA_DIR" --to parquet -o "$DATA_DIR/tables"',
    )
    crawl >> export
