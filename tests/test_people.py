"""Given this story, expect these speakers: names, honorifics, roles, organizations, acts."""

import pytest

from tests.speech_cases import read
from wipo_scraper.article import Speaker

WIPO = "https://www.wipo.int/pressroom/en/articles/2024/article_0001.html"


def speakers(*paragraphs: str, **options: str) -> list[Speaker]:
    return read(*paragraphs, **options).speakers  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "name", "honorific", "role", "affiliation"),
    [
        ("Ms. Odile Varga-Holt said boats are late.", "Odile Varga-Holt", "Ms.", None, None),
        ("H.E. Dr. Solange M.O. Kabré said boats are late.", "Solange M.O. Kabré", "H.E. Dr.", None, None),
        ("WIPO Deputy Director General Odile Varga said so.", "Odile Varga", None, "Deputy Director General", "WIPO"),
        ("Odile Varga, Registrar General of Barbados, said so.", "Odile Varga", None, "Registrar General", "Barbados"),
        ("The Director of Kelp Labs, Mr. Aurel Costin, said so.", "Aurel Costin", "Mr.", "Director", "Kelp Labs"),
        ("Ms. Odile Varga-Holt of Costin Labs said boats are late.", "Odile Varga-Holt", "Ms.", None, "Costin Labs"),
        ("Aurel Costin, a net mender from Brill, said boats are late.", "Aurel Costin", None, "net mender", None),
        ("Nguyen Thao de la Cruz said boats are late.", "Nguyen Thao de la Cruz", None, None, None),
        ("Odile Varga, who heads the shop of the Kelp Guild, said so.", "Odile Varga", None, None, "Kelp Guild"),
        ("Odile Varga, Clerk in the Kelp Division, said so.", "Odile Varga", None, "Clerk", "Kelp Division"),
        ("“No,” Mrs. Palau declared.", "Palau", "Mrs.", None, None),
        ("Odile Varga, Clerk in Brill, said so.", "Odile Varga", None, "Clerk in Brill", None),
        ("Rep. Odile Varga (R-Ohio), chair of the panel, said so.", "Odile Varga", "Rep.", "chair of the panel", None),
        ("Odile Varga, Clerk of the Guild of Film and Radio Artists (GFRA), said so.", "Odile Varga", None, "Clerk",
         "Guild of Film and Radio Artists (GFRA)"),
    ],
)  # fmt: skip
def test_a_speaker_has_the_name_the_honorific_the_role_and_the_organization_of_the_page(
    sentence: str, name: str, honorific: str | None, role: str | None, affiliation: str | None
) -> None:
    (speaker,) = speakers(sentence)
    assert (speaker.name, speaker.honorific, speaker.role, speaker.affiliation) == (name, honorific, role, affiliation)


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Ms. Odile Varga-Holt stated that boats are late.", "stated"),
        ("The session was moderated by Ms. Odile Varga-Holt.", "moderated"),
        ("Ms. Odile Varga-Holt chaired the session.", "chaired"),
        ("There was a presentation by Ms. Odile Varga-Holt.", "presented"),
        ("Ms. Odile Varga-Holt delivered remarks at noon.", "addressed"),
        ("Ms. Odile Varga-Holt announced a new register.", "announced"),
    ],
)
def test_who_speaks_without_being_quoted_is_a_speaker(sentence: str, act: str) -> None:
    (speaker,) = speakers(sentence)
    assert act in speaker.acts


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Aurel Costin attended the ceremony.",
        "The visitors were met by Mr. Aurel Costin and Ms. Odile Varga-Holt.",
        "Also present were Mr. Aurel Costin, Ms. Odile Varga-Holt and Mr. Tamas Brill.",
        "Mr. Aurel Costin was elected in March.",
    ],
)
def test_who_is_only_met_or_listed_is_no_speaker(sentence: str) -> None:
    assert speakers(sentence) == []


def test_one_person_is_one_entry_under_the_fullest_name() -> None:
    text = "Ms. Varga-Holt said boats are late. Odile Varga-Holt added that nets are dry. She said so twice."
    (speaker,) = speakers(text)
    assert speaker.name == "Odile Varga-Holt"
    assert [text[m.start : m.end] for m in speaker.mentions] == ["Ms. Varga-Holt", "Odile Varga-Holt", "She"]


def test_a_known_head_is_joined_to_its_key_whatever_the_script() -> None:
    english = speakers("WIPO Director General Daren Tang said ideas travel.", date="2024-03-15", url=WIPO)
    chinese = speakers("产权组织总干事邓鸿森说，想法会旅行。", language="zh", date="2024-03-15", url=WIPO)
    assert english[0].person == chinese[0].person == "daren-tang"


def test_no_name_is_supplied_that_the_page_does_not_give() -> None:
    found = read("“Ideas travel,” the Director General said.", url=WIPO, date="2024-03-15")
    assert found.speakers == []
    assert found.quotes[0].speaker is None


def test_a_family_name_that_is_a_trade_is_still_a_name() -> None:
    found = read("Harbor chief Tom Baker said boats are late.", "“Two are missing,” Baker said.")
    assert [quote.speaker for quote in found.quotes] == ["Tom Baker"]
