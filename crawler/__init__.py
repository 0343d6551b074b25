"""The crawler: one Scrapy spider module a publishing site; each response goes as RawDocument into the corpus store."""
