"""The command groups of `naql`, one file each; `bot.__main__` puts them together."""
