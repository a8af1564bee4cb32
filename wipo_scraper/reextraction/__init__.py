"""Every article out of web archives, on one core or on a cluster.

    job.py        the whole job
    archives.py   which files, where they are, and how they are opened
    captures.py   the captures of articles in one of them
    pages.py      one capture in, one record out
    shards.py     one archive in, one shard out: the unit of work that is done once
    workers.py    many archives: in this process, in local ones, on a cluster
    merge.py      the shards in one order, as the rows of a run
    report.py     the run's report

What becomes of a record is decided by the crawl's own code in `storage/`.
"""
