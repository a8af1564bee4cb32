"""Linked data: schema.org's NewsArticle with its Quotations, and W3C Web Annotations of the quotes.

Both are one JSON-LD document with one node a line. An annotation points into the page by the quoted words and the
words around them: offsets are those of the record's `text`, which is not the text of the page's HTML.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import orjson

from wipo_scraper.warehouse.job import Job
from wipo_scraper.warehouse.tables import Row

Node = dict[str, Any]

_AROUND = 32  # characters before and after a quote that tell it from the same words elsewhere
_ANNOTATIONS = "urn:x-wipo-scraper:annotations"
_WIPO = {"@type": "Organization", "name": "World Intellectual Property Organization", "url": "https://www.wipo.int"}


def write_jsonld(job: Job) -> dict[str, int]:
    """Write the articles as schema.org nodes; return their number."""
    opening = _unclosed({"@context": "https://schema.org"}) + b',"@graph":['
    with job.product.open("wb") as stream:
        count = _write(stream, opening, map(news_article, job.records))
        stream.write(b"]}\n")
    return {"articles": count}


def write_annotations(job: Job) -> dict[str, int]:
    """Write a collection with one annotation for each quote; return their number."""
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _ANNOTATIONS,
        "type": "AnnotationCollection",
        "label": "Quotes and their speakers",
    }
    page = {"id": f"{_ANNOTATIONS}:1", "type": "AnnotationPage", "partOf": _ANNOTATIONS, "startIndex": 0}
    opening = _unclosed(collection) + b',"first":' + _unclosed(page) + b',"items":['
    with job.product.open("wb") as stream:
        count = _write(stream, opening, chain.from_iterable(map(annotations, job.records)))
        stream.write(b']},"total":%d}\n' % count)
    return {"quotes": count}


def news_article(record: Row) -> Node:
    """Return a record as a schema.org NewsArticle; what the page does not give is left out."""
    url = record["url"]
    return _without_empty(
        {
            "@type": "NewsArticle",
            "@id": url,
            "url": url,
            "identifier": record["reference"],
            "headline": record["title"],
            "datePublished": record["date"],
            "dateline": record["place"],
            "inLanguage": record["language"],
            "author": [{"@type": "Person", "name": name} for name in record["authors"]],
            "publisher": _WIPO if (urlsplit(url).hostname or "").endswith(".wipo.int") else None,
            "articleBody": record["text"],
            "image": [_image(image) for image in record["images"]],
            "workTranslation": [
                {"@type": "NewsArticle", "@id": it["url"], "inLanguage": it["language"]}
                for it in record["translations"]
            ],
            "hasPart": [_quotation(record, quote) for quote in record["quotes"]],
        }
    )


def annotations(record: Row) -> Iterator[Node]:
    """Yield an annotation for each quote: its words are the targets, its source the body."""
    for quote in record["quotes"]:
        named = quote["speaker"] or quote["source"]
        yield _without_empty(
            {
                "id": _quote_url(record, quote),
                "type": "Annotation",
                "motivation": "identifying",
                "body": [{"type": "TextualBody", "purpose": "identifying", "value": named}] if named else [],
                "target": [
                    {"source": record["url"], "selector": {"type": "TextQuoteSelector", **words}}
                    for words in _words(record["text"], quote)
                ],
            }
        )


def _words(text: str, quote: Row) -> Iterator[Node]:
    if not quote["spans"]:  # in a caption, which is not part of the text
        yield {"exact": quote["text"]}
    for span in quote["spans"]:
        start, end = span["start"], span["end"]
        yield {
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        }


def _quotation(record: Row, quote: Row) -> Node:
    speaker = next((it for it in record["speakers"] if it["id"] == quote["speaker_id"]), None)
    node = {
        "@type": "Quotation",
        "@id": _quote_url(record, quote),
        "text": quote["text"],
        "inLanguage": record["language"],
    }
    if speaker is not None:
        node["spokenByCharacter"] = _person(speaker)
    elif quote["source"] and quote["source_kind"] == "organization":
        node["spokenByCharacter"] = {"@type": "Organization", "name": quote["source"]}
    elif quote["source"] and quote["source_kind"] == "document":
        node["isBasedOn"] = {"@type": "CreativeWork", "name": quote["source"]}
    return _without_empty(node)


def _person(speaker: Row) -> Node:
    affiliation = speaker["affiliation"]
    return _without_empty(
        {
            "@type": "Person",
            "name": speaker["name"],
            "honorificPrefix": speaker["honorific"],
            "jobTitle": speaker["role"],
            "affiliation": {"@type": "Organization", "name": affiliation} if affiliation else None,
        }
    )


def _image(image: Row) -> Node:
    return _without_empty(
        {
            "@type": "ImageObject",
            "contentUrl": image["url"],
            "caption": image["caption"],
            "description": image["alt"],
            "creditText": image["credit"],
        }
    )


def _quote_url(record: Row, quote: Row) -> str:
    return f"{record['url']}#quote-{quote['id']}"


def _without_empty(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, [])}


def _unclosed(node: Node) -> bytes:
    return orjson.dumps(node).removesuffix(b"}")


def _write(stream: BinaryIO, opening: bytes, nodes: Iterable[Node]) -> int:
    stream.write(opening)
    count = 0
    for count, node in enumerate(nodes, start=1):
        stream.write(b"\n" if count == 1 else b",\n")
        stream.write(orjson.dumps(node))
    return count
