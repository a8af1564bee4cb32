"""Given this story, expect these quotes: the forms of direct speech, what attributes them, what is no quote."""

import pytest

from tests.speech_cases import read, said
from wipo_scraper.extraction.fragments import fragment_link
from wipo_scraper.extraction.marks import find_regions

INTRODUCED = "Ms. Odile Varga-Holt, head of the Kelp Office, opened the morning."


@pytest.mark.parametrize(
    "sentence",
    [
        "“The tide keeps the register,” said Odile Varga-Holt.",
        "“The tide keeps the register,” Odile Varga-Holt said.",
        "“The tide keeps the register,” Odile Varga-Holt told reporters on Monday.",
        "Odile Varga-Holt said, “The tide keeps the register,” and left.",
        "Odile Varga-Holt said: “The tide keeps the register,”",
        "“The tide keeps the register,” according to Odile Varga-Holt.",
        '"The tide keeps the register," Odile Varga-Holt said.',
        "“The tide keeps the register,” deadpanned Odile Varga-Holt.",
        "“The tide keeps the register,” Odile Varga-Holt, a clerk from Brill who has no boat, told the hearing.",
    ],
)
def test_the_source_beside_the_marks_is_the_speaker(sentence: str) -> None:
    assert said(read(sentence)) == [("The tide keeps the register,", "Odile Varga-Holt")]


def test_spans_are_exactly_the_words_between_the_marks() -> None:
    text = "“No,” said Odile Varga-Holt."
    (quote,) = read(text).quotes
    (span,) = quote.spans
    assert text[span.start : span.end] == "No,"


def test_a_quote_that_its_attribution_splits_is_one_entry_of_two_spans() -> None:
    (quote,) = read("“We count the boats,” said Odile Varga-Holt. “Nobody counts us.”").quotes
    assert quote.text == "We count the boats,\n\nNobody counts us."
    assert len(quote.spans) == 2


def test_a_new_verb_is_a_new_entry() -> None:
    found = read("“We count the boats,” said Odile Varga-Holt. “Nobody counts us,” she added.")
    assert said(found) == [
        ("We count the boats,", "Odile Varga-Holt"),
        ("Nobody counts us,", "Odile Varga-Holt"),
    ]


def test_a_clause_between_dashes_cuts_the_marks_in_two() -> None:
    found = read(INTRODUCED, "“We count the boats – said Varga-Holt – because nobody counts us.”")
    assert [quote.text for quote in found.quotes] == ["We count the boats\n\nbecause nobody counts us."]


def test_a_paragraph_of_quotation_alone_goes_on_with_the_speaker() -> None:
    found = read("“We count the boats,” said Odile Varga-Holt.", "“In winter there are two.”")
    assert found.quotes[1].speaker == "Odile Varga-Holt"
    assert found.quotes[1].kind == "continued"


def test_a_mark_that_opens_again_without_having_closed_carries_the_quote_on() -> None:
    found = read("“We count the boats,” said Odile Varga-Holt. “It is cold.", "“In winter there are two.”")
    assert [quote.speaker for quote in found.quotes] == ["Odile Varga-Holt", "Odile Varga-Holt"]


def test_a_pronoun_is_the_one_spoken_of_whose_gender_fits() -> None:
    found = read(
        "Mr. Aurel Costin met Ms. Odile Varga-Holt on the quay.",
        "“The nets are dry,” he said.",
        "“So is the sea,” she replied.",
    )
    assert [quote.speaker for quote in found.quotes] == ["Aurel Costin", "Odile Varga-Holt"]


def test_a_role_alone_is_whoever_the_page_gives_it_to() -> None:
    found = read(
        "“The register is open,” the Director General said.",
        "The Director General, Ms. Odile Varga-Holt, left at noon.",
    )
    assert said(found) == [("The register is open,", "Odile Varga-Holt")]


def test_a_surname_later_on_is_the_person_named_in_full() -> None:
    found = read("Odile Varga-Holt came early, she said.", "“The nets are dry,” Varga-Holt said.")
    assert said(found) == [("The nets are dry,", "Odile Varga-Holt")]


def test_a_block_quote_takes_its_source_from_the_short_paragraph_after_it() -> None:
    found = read(
        ("block_quote", "We counted the boats and then we counted the nets."),
        ("block_quote", "There were more nets than boats."),
        "Ms. Odile Varga-Holt stated.",
    )
    (quote,) = found.quotes
    assert (quote.kind, quote.speaker, len(quote.spans)) == ("block", "Odile Varga-Holt", 2)


def test_plain_paragraphs_before_a_bare_attribution_are_a_quote_without_marks() -> None:
    found = read(
        "The harbor opened a register, said Ms. Odile Varga-Holt at the ceremony.",
        "We counted the boats, and our children counted the nets.",
        "Ms. Varga-Holt told the participants.",
    )
    assert said(found) == [("We counted the boats, and our children counted the nets.", "Odile Varga-Holt")]


def test_a_block_quote_takes_its_source_from_the_paragraph_before_it() -> None:
    found = read("Odile Varga-Holt wrote to the harbor:", ("block_quote", "The boats are gone and the nets remain."))
    assert said(found) == [("The boats are gone and the nets remain.", "Odile Varga-Holt")]


def test_a_partial_quote_in_a_reporting_clause_counts() -> None:
    found = read("Odile Varga-Holt said the harbor had “more nets than boats” this year.")
    assert [(quote.text, quote.kind) for quote in found.quotes] == [("more nets than boats", "partial")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The seminar “Nets and Numbers” was opened in May.",
        "Odile Varga-Holt opened the exhibition “Nets of the North”.",
        "The harbor is “busy” again, Odile Varga-Holt said.",
        "The campaign runs under the motto “Every Boat Has a Name”.",
        "A plaque bears the inscription “He mended everything”.",
        "The term “national phase” is older than the treaty.",
        "Odile Varga-Holt spoke at the “Boats and Nets” conference.",
    ],
)
def test_names_terms_and_scare_words_in_marks_are_no_quotes(sentence: str) -> None:
    assert said(read(sentence)) == []


def test_a_nested_quotation_stays_inside_the_outer_one() -> None:
    found = read("“She asked, ‘Whose boat is it?’ and laughed,” said Odile Varga-Holt.")
    assert said(found) == [("She asked, ‘Whose boat is it?’ and laughed,", "Odile Varga-Holt")]


def test_an_organization_is_a_source_but_no_speaker() -> None:
    (quote,) = read("“Boats will be counted in May,” the harbor authority said in a statement.").quotes
    assert (quote.speaker, quote.source_kind, quote.source) == (None, "organization", "the harbor authority")


def test_a_document_is_a_source_but_no_speaker() -> None:
    (quote,) = read("The report says: “Boats will be counted in May.”").quotes
    assert (quote.speaker, quote.source_kind, quote.source) == (None, "document", "The report")


def test_a_source_that_nobody_resolves_keeps_its_mention() -> None:
    (quote,) = read("“Boats come and go,” one of the fishermen said.").quotes
    assert quote.speaker is None
    assert quote.mention is not None
    assert quote.mention.text == "one of the fishermen"


def test_a_caption_that_quotes_is_marked_with_its_image() -> None:
    found = read(INTRODUCED, captions=(None, "“We began with two boats,” says Ms. Varga-Holt of the harbor."))
    (quote,) = found.quotes
    assert (quote.kind, quote.image, quote.spans, quote.speaker) == ("caption", 1, [], "Odile Varga-Holt")


def test_a_pull_quote_that_repeats_the_text_is_not_counted_twice() -> None:
    found = read(
        "“We count the boats by hand,” said Odile Varga-Holt.",
        ("pull_quote", "“We count the boats by hand.”"),
        "The office closes at noon.",
    )
    assert len(found.quotes) == 1


def test_every_quote_says_what_it_rests_on() -> None:
    (quote,) = read("“We count the boats,” said Odile Varga-Holt.").quotes
    assert (quote.method, quote.cue.text if quote.cue else None) == ("after", "said")
    assert quote.mention is not None
    assert quote.mention.text == "Odile Varga-Holt"
    assert quote.confidence > 0.9


def test_the_answers_of_an_interview_are_quotes_of_their_giver() -> None:
    found = read(
        "The Journal spoke with Odile Varga-Holt, who counts boats.",
        "Journal: How many boats are there?",
        "Odile Varga-Holt: Two in winter. I count them twice.",
        "Journal: And in summer?",
        "Odile Varga-Holt: We stop at a hundred.",
    )
    assert found.mode == "interview"
    assert said(found) == [
        ("Two in winter. I count them twice.", "Odile Varga-Holt"),
        ("We stop at a hundred.", "Odile Varga-Holt"),
    ]


def test_in_a_speech_only_the_words_of_others_are_quotes() -> None:
    found = read(
        "Good morning, and thank you for having me.",
        "I arrived by boat. My neighbor, Captain Aurel Costin, asked me: “Do you count them all?”",
        "I said we do, and I wrote “two boats and a buoy” in my notebook.",
        "We thank you for your patience.",
        title="Remarks by Odile Varga-Holt at the Harbor Forum",
    )
    assert found.mode == "speech"
    assert said(found) == [("Do you count them all?", "Aurel Costin")]


@pytest.mark.parametrize(
    ("language", "sentence", "words", "speaker"),
    [
        ("fr", "« La marée se tait », a déclaré Mme Odile Varga, du port.", "La marée se tait", "Odile Varga"),
        ("fr", "« La marée tient le registre », explique-t-elle.", "La marée tient le registre", None),
        ("es", "“La marea lleva el registro”, dijo la Sra. Odile Varga.", "La marea lleva el registro", "Odile Varga"),
        ("pt", "“A maré guarda o registro”, afirmou a Sra. Odile Varga.", "A maré guarda o registro", "Odile Varga"),
        ("ru", "«Прилив ведет реестр», – сказала г-жа Одиль Варга.", "Прилив ведет реестр", "Одиль Варга"),
        ("zh", "“潮水管着登记簿，”司徒岚女士说。", "潮水管着登记簿，", "司徒岚"),
        ("ar", 'وقالت السيدة أوديل فارغا: "المد يحفظ السجل كله."', "المد يحفظ السجل كله.", "أوديل فارغا"),
        ("ja", "「潮が台帳をつけています」と真壁つぐみ氏は述べました。", "潮が台帳をつけています", "真壁つぐみ"),
    ],
)  # fmt: skip
def test_every_language_has_its_cues(language: str, sentence: str, words: str, speaker: str | None) -> None:
    assert said(read(sentence, language=language)) == [(words, speaker)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ('He said "yes” twice.', ["yes"]),
        ("Er sagte „ja“ zweimal.", ["ja"]),
        ("Il dit « oui » deux fois.", ["oui"]),
        ("“It was “so”.", ["It was “so"]),
        ("“It never closes", ["It never closes"]),
    ],
)
def test_marks_are_paired_whatever_they_are(text: str, inner: list[str]) -> None:
    assert [text[region.inner_start : region.inner_end] for region in find_regions(text)] == inner


def test_the_link_of_a_quote_leads_to_its_words_on_the_page() -> None:
    (quote,) = read("“Boats come, boats go – well-known,” said Odile Varga-Holt.").quotes
    link = fragment_link("https://news.example/story#top", quote)
    assert link == "https://news.example/story#:~:text=Boats%20come%2C%20boats%20go%20%E2%80%93%20well%2Dknown%2C"


def test_the_link_of_a_long_quote_gives_its_ends() -> None:
    words = " ".join(f"word{number}" for number in range(60))
    (quote,) = read(f"“{words.capitalize()},” said Odile Varga-Holt.").quotes
    link = fragment_link("https://news.example/story", quote)
    assert link.endswith("#:~:text=Word0%20word1%20word2%20word3%20word4,word55%20word56%20word57%20word58%20word59%2C")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Odile Varga-Holt called the keeping of old boats “wet, late and rude”.", "wet, late and rude"),
        ("Odile Varga-Holt described the “tide rule” as “the longest silence on this coast.”",
         "the longest silence on this coast."),
        ('Odile Varga-Holt wrote that "Big Nets" was "the gentlest boat you would ever meet."',
         "the gentlest boat you would ever meet."),
        ("Odile Varga-Holt’s answer is that “you can count no boat at a desk.”", "you can count no boat at a desk."),
        ("Odile Varga-Holt said boats are late, adding that Brill would not sign “just any paper on any day.”",
         "just any paper on any day."),
        ("Odile Varga-Holt opened by calling the mayor “a coat with a haircut” and left.", "a coat with a haircut"),
    ],
)  # fmt: skip
def test_a_partial_quotation_belongs_to_the_clause_that_holds_it(sentence: str, words: str) -> None:
    assert said(read(INTRODUCED, sentence)) == [(words, "Odile Varga-Holt")]


def test_a_clause_leads_to_all_partial_quotations_of_its_sentence() -> None:
    found = read("Odile Varga-Holt said she was “taking the time to count” and would mend “in a safe and orderly way.”")
    assert said(found) == [("taking the time to count\n\nin a safe and orderly way.", "Odile Varga-Holt")]


def test_a_caption_may_quote_in_single_marks_where_the_text_has_double_ones() -> None:
    found = read("“Boats are late,” said Odile Varga-Holt.", captions=("‘Nets are wet,’ says Odile Varga-Holt.",))
    assert [(quote.text, quote.kind, quote.speaker) for quote in found.quotes][1:] == [
        ("Nets are wet,", "caption", "Odile Varga-Holt")
    ]
