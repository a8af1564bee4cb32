"""The spiders: what to visit."""
