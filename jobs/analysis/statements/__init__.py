"""The rules that find statements and their speakers in a paragraph, over the words of `jobs/analysis/data/*.toml`."""
