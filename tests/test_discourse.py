"""Given this story, expect this person behind a pronoun, a role, an age, or no word at all."""

import pytest

from tests.speech_cases import read, said

TIDE = "“The tide keeps the register,”"
ODILE = "Odile Varga-Holt"
AUREL = "Aurel Costin"


def last_speaker(*paragraphs: str) -> str | None:
    return said(read(*paragraphs))[-1][1]


@pytest.mark.parametrize(
    "before",
    [
        "Odile Varga-Holt emptied her purse onto the table.",
        "Tavita Brill left early. Odile Varga-Holt put two of the clerks to work right away.",
        "Mr. Aurel Costin spoke first. Odile Varga-Holt, the clerk, waited her turn.",
        "Commissioner Odile Varga-Holt called him “the last of the ferrymen and the loudest.”",
        "Mayor Aurel Costin won, but Commissioner Odile Varga-Holt said she would not leave.",
    ],
)
def test_a_pronoun_means_whom_the_sentence_before_is_about(before: str) -> None:
    assert last_speaker(before, f"{TIDE} she said.") == ODILE


def test_the_words_near_a_name_tell_its_gender_wherever_they_stand() -> None:
    opening = "Robin Costin and Ms. Odile Varga-Holt keep the harbour. Costin says he was born on a ferry."
    assert last_speaker(opening, "Varga-Holt counts boats. Costin counts nets.", f"{TIDE} she said.") == ODILE


def test_an_object_is_not_the_subject_of_its_own_clause() -> None:
    opening = "Mr. Aurel Costin stood up. Clerk Robin Brill asked him how many boats he had lost."
    assert last_speaker(opening, f"{TIDE} he said.") == AUREL


def test_who_is_asked_answers() -> None:
    text = "Ms. Odile Varga-Holt, the clerk, laughed when asked whether she would resign."
    assert last_speaker("Mr. Aurel Costin, the mayor, was not amused.", text, f"{TIDE} she said.") == ODILE


def test_to_ask_that_something_be_done_is_no_question() -> None:
    first = "Ms. Odile Varga-Holt, a clerk, spoke first."
    text = "Karen, a nurse who asked that her full name not be used, said that she counts boats."
    assert last_speaker(first, text, f"{TIDE} she said.") == "Karen"


@pytest.mark.parametrize("mention", ["the 41-year-old", "the 41-year-old retired clerk"])
def test_an_age_tells_who_was_spoken_of_last(mention: str) -> None:
    assert last_speaker("Odile Varga-Holt counted the boats.", f"{TIDE} {mention} recalled.") == ODILE


@pytest.mark.parametrize(
    ("introduced", "mention"),
    [
        ("Sen. Odile Varga-Holt, who leads the committee, was having none of it.", "the Republican"),
        ("Odile Varga-Holt, who keeps goal for Brill, saved two penalties.", "the Swede"),
    ],
)
def test_a_party_or_people_tells_who_was_spoken_of_last(introduced: str, mention: str) -> None:
    assert last_speaker(introduced, f"{TIDE} {mention} said.") == ODILE


def test_a_party_before_a_name_is_no_part_of_it() -> None:
    found = read("Republican Odile Varga-Holt tweeted a picture of the ferry.", f"{TIDE} she wrote.")
    assert said(found) == [("The tide keeps the register,", ODILE)]


def test_anybody_of_many_is_nobody_of_the_page() -> None:
    found = read("Ted Brill, an aide to the mayor, left.", f"{TIDE} one senior Republican aide said.")
    assert (found.quotes[0].speaker, found.quotes[0].source_kind) == (None, "person")


def test_another_office_is_not_the_one_spoken_of() -> None:
    found = read("Delia Brill, the chief of the ferrymen, spoke.", f"{TIDE} the minister said.")
    assert found.quotes[0].speaker is None


def test_a_longer_role_is_told_by_its_last_word() -> None:
    assert last_speaker("Fire Chief Odile Varga-Holt counted the boats.", f"{TIDE} the chief said.") == ODILE


def test_somebody_without_a_name_is_soon_forgotten() -> None:
    paragraphs = ["Ms. Odile Varga-Holt kept the register.", "One woman wept on the pier.", "Boats came in."]
    assert last_speaker(*paragraphs, "Rain fell.", f"{TIDE} she said.") == ODILE


def test_somebody_who_may_be_a_man_or_a_woman_does_not_stand_for_her() -> None:
    opening = "The net mender Odile Varga-Holt sells soap. She brought a letter in which a clerk wrote: “No.”"
    assert last_speaker(opening, f"{TIDE} she told the meeting.") == ODILE


def test_a_question_in_marks_is_answered_by_the_other_one() -> None:
    found = read(
        "“I would have to look it up,” said clerk Odile Varga-Holt.",
        "“Is it more than a hundred boats?” asked Mayor Aurel Costin.",
        "“No, sir. It is not.”",
    )
    assert said(found)[-1] == ("No, sir. It is not.", ODILE)


def test_so_says_whoever_is_named_next() -> None:
    found = read("“Everybody knew about the boats.”", "So says Odile Varga-Holt, who mends nets across from the pier.")
    assert said(found) == [("Everybody knew about the boats.", ODILE)]


def test_a_heading_names_no_person() -> None:
    found = read("Ms. Odile Varga-Holt read all night.", ("heading", "Thirteen Hours"), f"{TIDE} she said.")
    assert [speaker.name for speaker in found.speakers] == [ODILE]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Five Questions for Odile Varga Holt", "Odile Varga Holt"),
        ("Boats Are Late Again in Brill", "O. Varga"),
    ],
)
def test_the_headline_completes_a_name_with_initials(title: str, name: str) -> None:
    (speaker,) = read("“The tide is late,” said O. Varga.", title=title).speakers
    assert speaker.name == name


def test_a_full_name_is_fuller_than_one_with_initials() -> None:
    (speaker,) = read("“The tide is late,” said O. Varga. Odile Varga mends nets.").speakers
    assert speaker.name == "Odile Varga"
