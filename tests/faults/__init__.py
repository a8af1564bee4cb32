"""A server that misbehaves: what can go wrong on the way from a site to a crawl, done to real sockets."""
