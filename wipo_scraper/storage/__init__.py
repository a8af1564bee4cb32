"""What the crawl keeps: run files, the memory in them, web archives."""
