"""Who speaks: noun phrases read as names, offices and bodies; the article's cast; references resolved to it."""
