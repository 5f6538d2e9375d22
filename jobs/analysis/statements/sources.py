"""Who is named before what they said: «به گفتهٔ X، Y»."""

from __future__ import annotations

from jobs.analysis.model import Act, Kind
from jobs.analysis.speakers.cast import Cast
from jobs.analysis.speakers.noun_phrase import Candidate, Reference, read
from jobs.analysis.speakers.vocabulary import phrase_end, vocabulary
from jobs.analysis.statements.cues import Cue, Later
from jobs.analysis.statements.extent import marker, speech_end, trim
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.left import parse, plain_subject, with_apposition
from jobs.analysis.statements.nouns import Noun, noun_table
from jobs.analysis.statements.passage import Passage, key
from jobs.analysis.statements.sentence import REACH
from jobs.analysis.statements.stretch import subject_end
from jobs.analysis.statements.syntax import has_verb, sentence_end, sentence_start
from jobs.analysis.statements.wordlists import listed

_BEFORE = frozenset("و اما ولی همچنین نیز ، ؛ : ) » زیرا چون چرا البته".split())
_AMOUNTS = frozenset("حدود بیش دستکم تاکنون".split())
_THAT = key("اینکه")
_PAPERS = listed("papers")
_SITES = frozenset(("پایگاه", "سایت", "وبسایت", "وبگاه", "تارنما", "تارنمای"))
_REPORT = "گزارش"
_WE = frozenset(("ما", "من", "بنده", "شما", "خود", "خودش", "خودشان"))
_VIEWS = frozenset("گفته اعتقاد باور عقیده نوشته زعم".split())
"""Behind these, at a paragraph's beginning, the whole paragraph is what is said, unless somebody else speaks in it."""
_OPENING = 8
_THINGS = frozenset(
    key(word)
    for word in "برآورد برآوردهای داده‌های اطلاعات تحقیق تحقیقات پژوهش مطالعه شکایت شهادت اعترافات پیش‌بینی تحلیل گزارش‌های".split()
)
"""What is not always somebody's: behind these only who surely is somebody or a body."""
_WRITTEN = frozenset(("نوشته", "روایت"))


def source(passage: Passage, number: int, i: int, later: Later, cast: Cast) -> Finding | None:
    """«به گفتهٔ X، Y»: the phrase of saying begins at `i`."""
    words = passage.words
    noun = noun_table().source.at(words, i)
    if noun is None:
        return None
    a, end = i + len(noun.words), sentence_end(passage, i)
    if not _opens_clause(passage, i):
        return None
    if noun.words[-1] == _REPORT and not _reports(passage, a, end, later) and not _body_reports(words, noun, a):
        return None
    if noun.words[-1] == _REPORT and number <= 1 and i == 0 and _is_site(words, a):
        return None
    z, subject = _named(passage, noun, a, end, cast)
    if noun.words[-1] in _THINGS and subject is not None and not _somebody(passage, subject):
        return None  # «بر اساس اطلاعات موجود»، «از دیدگاه اخلاقی»
    if (noun.words[-1] in _WRITTEN or noun.words[-1] == _REPORT) and any(
        not c.verb.subjects and (not has_verb(words, z, c.start) or _told_by_another(passage, z, c))
        for c in later.before(min(end, z + REACH))
    ):
        return None  # the paper passes on what somebody else says in the same sentence
    start = z + 1 if z < end and words[z] in ("،", ":") else z
    if (
        start >= end
        or words[start] == "که"
        or subject is None
        or words[subject.span[0]] in _WE
        or not has_verb(words, start, min(end, start + REACH))
    ):
        return None
    if noun.words[-1] in _SEEN and not _holds(passage, subject, cast):
        return None
    opens = i < _OPENING and noun.words[-1] in _VIEWS and sentence_start(passage, i) == 0
    alone = opens and not any(marker(passage, cue.end)[0] in (":", "که", "«") for cue in later.before(len(words)))
    how = "«" if words[z : z + 1] == [":"] or alone else "که"
    content = trim(passage, start, speech_end(passage, start, how, later, cast))
    if content is None:
        return None
    return Finding(number, content, (i, z), Kind.REPORTED, Act.SAYS, "source", subject=subject, marked=start > z)


def _somebody(passage: Passage, subject: Candidate) -> bool:
    words, v = passage.words[slice(*subject.span)], vocabulary()
    body = subject.reference is Reference.BODY and not subject.weak and (words[0] in v.body_heads or words[0] in v.countries)
    return body or plain_subject(passage, subject) or subject.reference is Reference.DEMONSTRATIVE


def _named(passage: Passage, noun: Noun, a: int, end: int, cast: Cast) -> tuple[int, Candidate | None]:
    """The token behind who is named from `a` on, and who it is."""
    words = passage.words
    if noun.words[-2:-1] == ("این",):
        return a, read(passage, a - 2, a)
    a = _behind_participle(words, a)
    z = _boundary(passage, a, subject_end(words, a, end), cast)
    if noun.words[-1] == _REPORT and words[z : z + 1] != ["،"]:
        z = min(z, a + 2)
    subject = read(passage, a, z)
    if subject is not None and subject.name and z < end and words[z] == "،":
        subject, z = with_apposition(passage, subject, z, end)
    return z, subject


def _behind_participle(words: list[str], a: int) -> int:
    """«بر اساس آمار | منتشر شده از سوی | X»: behind what was done with the figures."""
    if words[a + 1 : a + 2] == ["شده"] and words[a] in _PUBLISHED:
        a += 2
    elif words[a : a + 1] and words[a] in _PUBLISHED_GLUED:
        a += 1
    else:
        return a
    if words[a : a + 2] in (["از", "سوی"], ["از", "طرف"]):
        return a + 2
    return a + 1 if words[a : a + 1] == ["توسط"] else a


_PUBLISHED = frozenset("منتشر اعلام ارائه صادر ارایه".split())
_PUBLISHED_GLUED = frozenset(word + "شده" for word in _PUBLISHED)


def _opens_clause(passage: Passage, i: int) -> bool:
    """Whether a clause begins here: «… که به گفتهٔ او …» inside another one is no statement of its own."""
    begin = sentence_start(passage, i)
    words = passage.words
    if i - begin <= 1 or phrase_end(words, begin) == i:
        return True
    return words[i - 1] in _BEFORE and not any(word == _THAT for word in words[max(begin, i - REACH) : i])


def _reports(passage: Passage, a: int, end: int, later: Later) -> bool:
    """«به گزارش روزنامهٔ X، Y» where no other verb of saying follows; an agency's byline is no statement."""
    words = passage.words
    head = a + 1 if words[a : a + 1] and words[a] in ("این", "همین", "یک") else a
    named = head < end and words[head] in _PAPERS
    return named and not any(True for _ in later.before(end))


def _told_by_another(passage: Passage, z: int, cue: Cue) -> bool:
    """«به نوشته روزنامه X | نام، سمت، که … آمده، گفت: …»: somebody stands right behind the paper, whatever clauses follow."""
    if marker(passage, cue.end)[0] not in (":", "که", "«"):
        return False
    told = parse(passage, z, cue.start).subject
    return told is not None and told.span[0] <= z + 1 and plain_subject(passage, told)


def _is_site(words: list[str], a: int) -> bool:
    """«به گزارش پایگاه X،» at an article's head: its own byline."""
    return words[a : a + 1] != [] and words[a] in _SITES and words[a + 1 : a + 2] != ["اینترنتی"]


def _body_reports(words: list[str], noun: Noun, a: int) -> bool:
    """«بر اساس گزارش سازمان X، Y»: a body that is no agency, and not the byline's «به گزارش»."""
    v = vocabulary()
    told = noun.words[0] != "به" and a < len(words) and words[a] in v.body_heads and words[a] not in v.bylines
    return told and v.agencies.isdisjoint(words[a : a + 4])


def _boundary(passage: Passage, a: int, z: int, cast: Cast) -> int:
    """Where a name without a comma behind it ends: at a number, or where a known name or office does."""
    words, v = passage.words, vocabulary()
    if a < z and (words[a] in v.pronouns or words[a] in v.plural_pronouns):
        return a + 1
    if z - a > 2 and _surname_alone(words, a, cast):
        return a + 1
    if a + 1 < z and words[a] in _PAPERS:  # «به نوشته روزنامه «X» ژنرال Y …»: the paper ends where somebody is named
        close = next((k + 1 for k in range(a + 2, z) if words[k] == "»"), z) if words[a + 1] == "«" else z
        z = next((k for k in range(a + 2, close) if words[k] in v.titles), close)
    if z < len(words) and words[z] in ("،", ":"):
        return z
    named = words[a : a + 1] != [] and not (words[a] in v.role_heads or words[a] in v.body_heads or words[a] in _MANY)
    number = next(
        (k for k in range(a + 1, z) if words[k].isdigit() or words[k] in _AMOUNTS or (named and words[k] in _DETERMINERS)), None
    )
    if number is not None:
        return number
    for k in range(min(z, a + 14), a, -1):
        if cast.exact(tuple(words[a:k])):
            return k
    return z


_DETERMINERS = frozenset("این آن هیچ هر همه".split())
"""Behind a name these begin the clause: «به گفته X این کار …»; an office may hold them («رئیس این سازمان»)."""
_MANY = listed("partitives") | listed("many") | _PAPERS


def _surname_alone(words: list[str], a: int, cast: Cast) -> bool:
    """«به گفته X هیات اول شامل …»: a known surname, and the clause right behind it."""
    v, after = vocabulary(), words[a + 1]
    member = cast.named((words[a],))
    if member is None or words[a] in v.given or words[a] in v.role_heads or words[a] in v.body_heads:
        return False
    return after[0].isalpha() and after not in v.given and after not in v.titles and after not in v.role_heads and after != "و"


def _holds(passage: Passage, subject: Candidate, cast: Cast) -> bool:
    """Whether it is somebody whose view is told: «از نظر اقتصادی، …» is nobody's."""
    a, z = subject.span
    if subject.reference is Reference.NAME:
        known = subject.name is not None and cast.named(tuple(passage.words[slice(*subject.name)])) is not None
        return known or plain_subject(passage, subject)
    return not subject.weak or passage.words[a] in _MANY or passage.words[z - 1].endswith("ان")


_SEEN = frozenset("نظر نگاه دید دیدگاه منظر".split())
