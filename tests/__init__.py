"""The tests, and the sample site that they crawl."""
