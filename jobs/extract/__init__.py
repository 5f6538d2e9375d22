"""Bytes as fetched → feeds and article texts. Pure: no network, no clock."""

from jobs.extract.feed import Feed, FeedError, parse_feed
from jobs.extract.page import PageText, extract_page

__all__ = ["Feed", "FeedError", "PageText", "extract_page", "parse_feed"]
