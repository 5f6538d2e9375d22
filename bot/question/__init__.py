"""What a typed question asks for. Pure: the question and a context in, an `Understood` out (docs/questions.md)."""

from bot.question.model import About, AskBack, Note, Phrase, QuestionContext, QuestionKind, Understood
from bot.question.query import to_query
from bot.question.understand import understand

__all__ = ["About", "AskBack", "Note", "Phrase", "QuestionContext", "QuestionKind", "Understood", "to_query", "understand"]
