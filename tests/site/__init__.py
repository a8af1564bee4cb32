"""A small WIPO of invented stories: built from content files and served on loopback."""
