"""The page that people look at: a folder of static pages made from the records of a DATA_DIR, and what readers mark."""
