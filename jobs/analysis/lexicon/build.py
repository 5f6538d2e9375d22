"""What the lexicon is made of: hazm's words and verbs, conjugated, with their half-spaces."""

from __future__ import annotations

from collections.abc import Iterator

from jobs.analysis.letters import ZWNJ


def entries() -> Iterator[tuple[str, bytes]]:
    """(form without half-spaces, value) pairs: `z` + the form with them, `l` + the lemma, `w` for a word of its own."""
    from hazm import Conjugation, words_list  # type: ignore[import-untyped]  # hazm carries no types
    from hazm.utils import default_words, verbs_list  # type: ignore[import-untyped]  # hazm carries no types

    conjugation = Conjugation()
    plain: set[str] = set()
    joined: dict[str, str] = {}
    for word, *_ in words_list(default_words):
        if ZWNJ in word:
            joined.setdefault(word.replace(ZWNJ, ""), word)
        else:
            plain.add(word)
    lemmas: dict[str, str] = {}
    for verb in verbs_list():
        for form in conjugation.get_all(verb):
            if " " not in form:
                bare = form.replace(ZWNJ, "")
                lemmas.setdefault(bare, verb)
                if ZWNJ in form:
                    joined.setdefault(bare, form)
    for word in sorted(plain | joined.keys()):
        if word in joined and word not in plain:
            yield word, b"z" + joined[word].encode()
        yield word, b"w"
        if word in lemmas:
            yield word, b"l" + lemmas[word].encode()
