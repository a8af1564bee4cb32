"""Any number of articles, for tests of load: plain stories with quotations, spread over the streams and the years."""

import datetime as dt
from collections import Counter

from tests.site.story import Quote, Speaker, Story

_FIRST_DAY = dt.date(2008, 1, 7)
_LAST_DAY = dt.date(2025, 12, 15)
_PLACES = (
    ("opencms", "/pressroom/{lang}/articles/{year}/article_{number:04}.html"),
    ("opencms", "/portal/{lang}/news/{year}/article_{number:04}.html"),
    ("opencms", "/about-wipo/{lang}/dg_tang/news/{year}/news_{number:04}.html"),
    ("opencms", "/about-ip/{lang}/frontier_technologies/news/{year}/news_{number:04}.html"),
    ("opencms", "/pct/{lang}/news/{year}/news_{number:04}.html"),
    ("liferay", "/{lang}/web/hague-system/w/news/{year}/news_{number:04}"),
    ("liferay", "/{lang}/web/madrid-system/w/news/{year}/news_{number:04}"),
)
_FIRST_NAMES = ("Adaeze", "Bogdan", "Celestina", "Dong-hyun", "Eleni", "Farid", "Guadalupe", "Henrik", "Ines", "Jamal")
_LAST_NAMES = ("Achterberg", "Bakoyannis", "Cissé", "Dragović", "Eerola", "Fakhoury", "Gunawardena", "Hailu", "Ibarra")
_ROLES = ("Registrar", "Director of Crafts", "Chair of the Working Group", "Head of the Laboratory", "Commissioner")
_HONORIFICS = ("Mr.", "Ms.", "Dr.")
_SUBJECTS = (
    "Weavers",
    "Bell Founders",
    "Beekeepers",
    "Cartographers",
    "Puppet Makers",
    "Brewers",
    "Luthiers",
    "Potters",
)
_EVENTS = ("Ask for a Register", "Settle a Quarrel", "Open Their Archive", "File Together", "Meet Examiners")
_SAYINGS = (
    ("A name is the first tool that anybody buys,", "It should not be the first one to break."),
    ("We have counted every piece twice,", "Now somebody else may count them."),
    ("An archive that nobody may enter is a cellar,", "Ours has had a door since last week."),
    ("The form has four pages too many,", "We shall begin with the last."),
)
_SENTENCES = (
    "The rules apply from the first day of the quarter and cover applications that are already pending.",
    "Delegates had before them a document of forty pages, which they shortened to six.",
    "Fees are paid in Swiss francs and are lower for applicants from least developed countries.",
    "A first review is due after three years, when the figures of all offices are in.",
    "Interpreters worked until midnight, and the text was agreed before the trams began to run.",
)


def stories(count: int, lang: str = "en") -> list[Story]:
    """That many stories in English under addresses of a language, always the same ones for a number."""
    numbers: Counter[tuple[str, int]] = Counter()
    span = (_LAST_DAY - _FIRST_DAY).days
    found = []
    for index in range(count):
        day = _FIRST_DAY + dt.timedelta(days=index * span // count)
        template, path = _PLACES[index % len(_PLACES)]
        numbers[path, day.year] += 1
        address = path.format(lang=lang, year=day.year, number=numbers[path, day.year])
        found.append(_story(index, lang, day, template, address))
    return found


def _story(index: int, lang: str, day: dt.date, template: str, path: str) -> Story:
    name = f"{_FIRST_NAMES[index % 10]} {_LAST_NAMES[index // 10 % 9]}"
    role, honorific = _ROLES[index % 5], _HONORIFICS[index % 3]
    spans = _SAYINGS[index // 3 % 4]
    subject = _SUBJECTS[index % 8]
    title = f"{subject} {_EVENTS[index // 8 % 5]}: Report {index + 1}"
    printed = f"{day:%B} {day.day}, {day.year}"
    is_release = path.startswith("/pressroom/")
    reference = f"PR/{day.year}/{index + 1}" if is_release else None
    sentences = [_SENTENCES[(index + step) % 5] for step in range(5)]
    paragraphs = [
        f"{subject} stand at the center of report {index + 1}, which {honorific} {name}, {role}, presented today.",
        " ".join(sentences[:3]),
        f"“{spans[0]}” said {honorific} {name}. “{spans[1]}”",
        " ".join(sentences[2:]),
    ]
    return Story(
        key=f"synthetic-{index}",
        lang=lang,
        template=template,
        path=path,
        title=title,
        body="\n\n".join(paragraphs),
        date=day.isoformat(),
        date_lines=("Geneva,", printed, reference) if reference else (printed,),
        place="Geneva" if is_release else None,
        reference=reference,
        language="en",
        quotes=(Quote(spans, name),),
        speakers=(Speaker(name, honorific, role),),
    )
