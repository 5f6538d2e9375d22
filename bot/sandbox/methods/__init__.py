"""The Bot API's methods. Each file registers its own in `table.METHODS`, which `server.py` looks names up in."""

from bot.sandbox.methods import chats, edit, files, members, own, queries, send, topics
from bot.sandbox.methods.table import METHODS, Method

__all__ = ["METHODS", "Method", "chats", "edit", "files", "members", "own", "queries", "send", "topics"]
