"""Scrapy alone: asks for the addresses in a file and does nothing with the answers."""

from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.http import Response


class BareSpider(Spider):
    """`scrapy runspider benchmarks/bare.py -a addresses=FILE`."""

    name = "bare"

    def __init__(self, addresses: str) -> None:
        super().__init__()
        self.start_urls = Path(addresses).read_text("utf-8").split()

    def parse(self, response: Response, **_: Any) -> None:
        """Do nothing."""
