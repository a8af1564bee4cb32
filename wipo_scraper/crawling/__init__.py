"""Scrapy components of the crawl: the spider's base, download handlers, the archive recorder, the run report."""
