"""Language versions of a story: what agrees, and what is listed where they do not."""

from pathlib import Path

from tests.scrapy_process import crawl, scrapy
from wipo_scraper import Article, extract
from wipo_scraper.versions import compare_versions

PAGE = """<!doctype html><html lang="{language}"><head><title>{title}</title></head><body><h1>{title}</h1>
<p>{date}</p>{body}</body></html>"""
ENGLISH = """<p>The reading room of the valley opened its doors after nine years of repairs to the roof.</p>
<p>“We kept every book dry except one,” said Ms. Lena Brandvold, Head of the reading room. “It was about rain.”</p>
<p>“I came for the stove and stayed for the maps,” said Mr. Otto Kivela, a shepherd who reads there.</p>"""
FRENCH = """<p>La salle de lecture de la vallée a rouvert ses portes après neuf ans de travaux sur le toit.</p>
<p>“Nous avons gardé tous les livres au sec, sauf un”, a déclaré Mme Lena Brandvold, responsable de la salle de lecture.
“Il parlait de la pluie.”</p>{second}"""
SHEPHERD = (
    "<p>“Je suis venu pour le poêle et resté pour les cartes”, a déclaré M. Otto Kivela, un berger qui y lit.</p>"
)


def version(language: str, date: str, body: str) -> Article:
    page = PAGE.format(language=language, title="Reading Room", date=date, body=body)
    return extract(page, f"https://www.wipo.int/pressroom/{language}/articles/2021/article_0031.html")


def test_versions_with_the_same_quotes_by_the_same_people_agree() -> None:
    agreement = compare_versions(
        [
            version("en", "March 4, 2021", ENGLISH),
            version("fr", "4 mars 2021", FRENCH.format(second=SHEPHERD)),
        ]
    )
    assert agreement.disagreements == []
    assert {check: agreement.share(check) for check in ("date", "quotes", "pattern")} == {
        "date": 1.0,
        "quotes": 1.0,
        "pattern": 1.0,
    }


def test_a_lost_quote_and_another_date_are_listed_with_both_sides() -> None:
    agreement = compare_versions(
        [version("fr", "5 mars 2021", FRENCH.format(second="")), version("en", "March 4, 2021", ENGLISH)]
    )
    found = {disagreement.check: disagreement for disagreement in agreement.disagreements}
    assert sorted(found) == ["date", "pattern", "quotes"]
    assert (found["date"].first.date, found["date"].second.date) == ("2021-03-04", "2021-03-05")
    assert len(found["quotes"].first.quotes) == 2
    assert found["quotes"].second.quotes == (
        "Lena Brandvold: Nous avons gardé tous les livres au sec, sauf un\n\nIl parlait de la pluie.",
    )


def test_an_english_text_under_another_language_is_no_version() -> None:
    english = version("en", "March 4, 2021", ENGLISH)
    copied = extract(
        PAGE.format(language="zh", title="Reading Room", date="2021年3月4日", body=ENGLISH),
        english.url.replace("/en/", "/zh/"),
    )
    assert not compare_versions([english, copied]).compared


def test_the_sample_agrees_on_dates(tmp_path: Path) -> None:
    assert crawl(tmp_path, "-a", "replay=sample", "-a", "languages=en,fr,es").status == 0
    compared = scrapy("versions", tmp_path)
    assert compared.status == 0
    row = next(line for line in compared.out.splitlines() if line.strip().startswith("date:")).split()
    assert int(row[-3]) >= 16
    assert row[-3] == row[-2]
