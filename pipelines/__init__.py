"""The pipelines: what happens to each record, one job a file, in the order of settings.py."""
