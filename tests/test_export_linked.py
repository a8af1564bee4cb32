"""Given records, the linked data exports say the same in schema.org's and in Web Annotation's terms."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.scrapy_process import rows
from wipo_scraper.warehouse.export import export
from wipo_scraper.warehouse.linked import annotations, news_article


@pytest.fixture(scope="module")
def article(sample: Path) -> dict[str, Any]:
    return next(it for it in rows(sample) if it["quotes"] and it["quotes"][0]["speaker_id"] and it["images"])


def test_an_article_is_a_news_article_with_its_quotations(article: dict[str, Any]) -> None:
    node = news_article(article)
    assert node["@type"] == "NewsArticle"
    assert node["@id"] == article["url"]
    assert node["headline"] == article["title"]
    assert node["datePublished"] == article["date"]
    assert node["articleBody"] == article["text"]
    assert node["inLanguage"] == article["language"]
    assert [part["text"] for part in node["hasPart"]] == [quote["text"] for quote in article["quotes"]]
    assert [image.get("creditText") for image in node["image"]] == [image["credit"] for image in article["images"]]


def test_a_quotation_is_spoken_by_the_speaker_as_the_page_presents_them(article: dict[str, Any]) -> None:
    quote = article["quotes"][0]
    speaker = next(it for it in article["speakers"] if it["id"] == quote["speaker_id"])
    spoken_by = news_article(article)["hasPart"][0]["spokenByCharacter"]
    assert spoken_by["@type"] == "Person"
    assert spoken_by["name"] == speaker["name"]
    assert spoken_by.get("jobTitle") == speaker["role"]
    assert spoken_by.get("honorificPrefix") == speaker["honorific"]


@pytest.mark.parametrize(
    ("kind", "key", "type_"),
    [("organization", "spokenByCharacter", "Organization"), ("document", "isBasedOn", "CreativeWork")],
)
def test_a_quoted_organization_or_document_is_no_person(
    kind: str, key: str, type_: str, article: dict[str, Any]
) -> None:
    quote = article["quotes"][0] | {"speaker": None, "speaker_id": None, "source": "the Charter", "source_kind": kind}
    part = news_article(article | {"quotes": [quote]})["hasPart"][0]
    assert part[key] == {"@type": type_, "name": "the Charter"}


def test_what_the_page_does_not_give_is_left_out(article: dict[str, Any]) -> None:
    node = news_article(article | {"date": None, "place": None, "quotes": [], "images": [], "authors": []})
    assert not {"datePublished", "dateline", "hasPart", "image", "author"} & node.keys()


def test_an_annotation_targets_the_words_of_the_quote_and_names_its_source(article: dict[str, Any]) -> None:
    for quote, annotation in zip(article["quotes"], annotations(article), strict=True):
        targets = annotation["target"]
        assert {target["source"] for target in targets} == {article["url"]}
        selectors = [target["selector"] for target in targets]
        assert "\n\n".join(selector["exact"] for selector in selectors) == quote["text"]
        for selector in selectors:
            assert "".join([selector["prefix"], selector["exact"], selector["suffix"]]) in article["text"]
        if quote["speaker"]:
            assert annotation["body"][0]["value"] == quote["speaker"]


def test_a_quote_without_a_known_source_has_no_body(article: dict[str, Any]) -> None:
    quote = article["quotes"][0] | {"speaker": None, "source": None}
    (annotation,) = annotations(article | {"quotes": [quote]})
    assert "body" not in annotation


def test_a_quote_in_a_caption_is_selected_by_its_words_alone(article: dict[str, Any]) -> None:
    quote = article["quotes"][0] | {"spans": [], "kind": "caption", "image": 0}
    (annotation,) = annotations(article | {"quotes": [quote]})
    assert [target["selector"] for target in annotation["target"]] == [
        {"type": "TextQuoteSelector", "exact": quote["text"]}
    ]


def test_the_files_are_one_json_document_with_one_node_a_line(sample: Path, tmp_path: Path) -> None:
    export(sample, "jsonld", tmp_path / "news.jsonld")
    content = (tmp_path / "news.jsonld").read_text("utf-8")
    document = json.loads(content)
    assert document["@context"] == "https://schema.org"
    assert len(document["@graph"]) == len(content.splitlines()) - 1 == len(rows(sample))

    export(sample, "annotations", tmp_path / "quotes.jsonld")
    collection = json.loads((tmp_path / "quotes.jsonld").read_text("utf-8"))
    quotes = sum(len(record["quotes"]) for record in rows(sample))
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(collection["first"]["items"]) == quotes
    assert len({item["id"] for item in collection["first"]["items"]}) == quotes


@pytest.mark.parametrize("to", ["jsonld", "annotations"])
def test_no_articles_make_a_whole_document(to: str, tmp_path: Path) -> None:
    (tmp_path / "data" / "news" / "articles").mkdir(parents=True)
    export(tmp_path / "data", to, tmp_path / "out")
    assert json.loads((tmp_path / "out").read_text("utf-8"))
