"""What a crawl makes of a server that misbehaves: it asks again or writes down why not, and goes on."""

import datetime as dt
import ipaddress
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.faults.server import LISTING, address, serve_badly, serve_faults
from tests.faults.ways import FAULTS, LIMIT, outcome
from tests.faults.wire import move, whole
from tests.scrapy_process import ROOT, counts, crawl, report, rows
from tests.site.build import build
from tests.site.server import Handler, Request, SiteServer

QUICKLY = (
    *("-s", "RETRY_TIMES=1", "-s", "DOWNLOAD_TIMEOUT=1.5", "-s", f"DOWNLOAD_MAXSIZE={LIMIT}"),
    *("-s", "FAILURES_IN_A_ROW=99", "-s", "FAILURES_SHARE=1"),
)
IP_NEWS = ("-a", "streams=ip-news")
ROBOTS = b"User-agent: *\nDisallow:\n"
LAST_WORDS = "More will follow in the autumn."

Answer = Callable[[Handler], None]


def by_fault(found: list[dict[str, object]]) -> dict[str, dict[str, object]]:
    """Rows by the fault of their page."""
    names = {f"https://www.wipo.int{address(name)}": name for name in FAULTS}
    return {names[str(row["url"])]: row for row in found if row["url"] in names}


def test_a_fault_that_passes_costs_no_record(tmp_path: Path) -> None:
    with serve_faults(once=True) as url:
        assert crawl(tmp_path, *IP_NEWS, *QUICKLY, site=url).status == 0
        records, failures = by_fault(rows(tmp_path)), by_fault(rows(tmp_path, "failures"))
        assert records.keys() == {name for name, fault in FAULTS.items() if fault.healed}
        assert failures.keys() == {name for name, fault in FAULTS.items() if not fault.healed}
        assert crawl(tmp_path, *IP_NEWS, *QUICKLY, site=url).status == 0
    records = by_fault(rows(tmp_path))
    final = {name for name, row in failures.items() if row["final"]}
    assert records.keys() == FAULTS.keys() - final, "what failed is asked for again by the next run, unless it is final"
    assert {name for name, row in records.items() if not str(row["text"]).endswith(LAST_WORDS)} == set()


def test_a_fault_that_stays_is_a_failure_with_its_reason(tmp_path: Path) -> None:
    with serve_faults(once=False) as url:
        assert crawl(tmp_path, *IP_NEWS, *QUICKLY, site=url).status == 0
    failures = by_fault(rows(tmp_path, "failures"))
    said = {name: str(row["reason"]) for name, row in failures.items()}
    expected = {name: fault.reason for name, fault in FAULTS.items() if fault.reason}
    assert {name for name, reason in expected.items() if reason not in said.get(name, "")} == set(), said
    assert {name: row["final"] for name, row in failures.items()} == {name: FAULTS[name].final for name in expected}
    assert by_fault(rows(tmp_path)).keys() == FAULTS.keys() - expected.keys()


@pytest.mark.parametrize("name", FAULTS)
def test_the_docs_have_a_row_for_every_fault(name: str) -> None:
    assert outcome(FAULTS[name]) in (ROOT / "docs" / "faults.md").read_text("utf-8").splitlines()


def test_a_server_that_misbehaves_at_a_third_of_its_answers_changes_no_record(sample: Path, tmp_path: Path) -> None:
    with serve_badly(build(), seed=4) as server:
        patient = ("-s", "DOWNLOAD_TIMEOUT=0.5", "-s", "RETRY_TIMES=8")
        assert crawl(tmp_path, *patient, site=server.url).status == 0
        assert len(server.requests) > 200
    good = {row["id"]: row["content_hash"] for row in rows(sample) if row["url_language"] == "en"}
    assert {row["id"]: row["content_hash"] for row in rows(tmp_path)} == good


def answering(answers: dict[str, Answer]) -> Callable[[Handler, Request], bool]:
    """A fault that answers some paths in a way of its own."""

    def fault(handler: Handler, request: Request) -> bool:
        answer = answers.get(request.target.partition("?")[0])
        if answer is None:
            return False
        answer(handler)
        return True

    return fault


def html(body: str) -> Answer:
    return lambda handler: whole(handler, f"<html><body>{body}</body></html>".encode())


def test_a_listing_without_end_is_left_after_so_many_pages(tmp_path: Path) -> None:
    def endless(handler: Handler) -> None:
        page = int(handler.path.partition("page=")[2] or 1)
        article = f'<a href="/portal/en/news/2019/article_{page:04}.html">news</a>'
        html(f'{article}<a href="{LISTING}?page={page + 1}">next</a>')(handler)

    with SiteServer(build(), fault=answering({LISTING: endless})) as server:
        crawl(tmp_path, *IP_NEWS, *QUICKLY, "-s", "LISTING_PAGES=7", site=server.url)
        assert len([request for request in server.requests if request.target.startswith(LISTING + "?")]) == 6
    reasons = {row["reason"] for row in rows(tmp_path, "failures") if row["kind"] == "listing"}
    assert "the listing goes on after 7 pages" in reasons
    walked = {walk["url"]: walk["walked"] for walk in report(tmp_path)["listings"]}
    assert walked[f"https://www.wipo.int{LISTING}"] == "part"


def test_a_listing_that_repeats_itself_under_new_addresses_is_left(tmp_path: Path) -> None:
    def same(handler: Handler) -> None:
        page = int(handler.path.partition("page=")[2] or 1)
        html(f'<a href="/portal/en/news/2019/article_0054.html">news</a><a href="{LISTING}?page={page + 1}">next</a>')(
            handler
        )

    with SiteServer(build(), fault=answering({LISTING: same})) as server:
        crawl(tmp_path, *IP_NEWS, site=server.url)
        assert [request.target for request in server.requests if LISTING + "?" in request.target] == [
            f"{LISTING}?page=2"
        ]


def test_links_to_other_hosts_and_schemes_are_asked_of_nobody(tmp_path: Path) -> None:
    asked: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        item = "/portal/en/news/2019/article_0001.html"
        targets = (
            *(f"//127.0.0.1:{other.server_port}{item}", f"http://localhost:{other.server_port}{item}"),
            *(f"http://169.254.169.254{item}", f"http://10.0.0.1{item}", f"http://[::1]:{other.server_port}{item}"),
            *(f"http://www.wipo.int@127.0.0.1:{other.server_port}{item}", f"http://www.wipo.int.example.org{item}"),
            *("file:///etc/passwd", f"ftp://www.wipo.int{item}", "javascript:alert(1)", "data:text/html,<h1>x</h1>"),
            *("http://[::1/", "http://", "mailto:a@example.org", "\\\\host\\share", f"gopher://www.wipo.int{item}"),
        )
        links = "".join(f'<a href="{target}">x</a>' for target in targets)
        with SiteServer(build(), fault=answering({LISTING: html(links)})) as server:
            crawl(tmp_path, *IP_NEWS, site=server.url)
            assert not [request for request in server.requests if "article_0001" in request.target]
        other.shutdown()
    assert asked == []
    assert "requests/article" not in counts(tmp_path)


def test_a_redirect_to_another_name_of_the_site_is_followed_under_its_own(tmp_path: Path) -> None:
    moved, target = (
        "/portal/en/news/2019/article_0001.html",
        next(story.path for story in build().stories if story.path.startswith("/portal/en/")),
    )
    answers = {
        LISTING: html(f'<a href="{moved}">x</a>'),
        moved: lambda handler: move(handler, f"http://user:word@wipo.org:8080{target}"),
    }
    with SiteServer(build(), fault=answering(answers)) as server:
        crawl(tmp_path, *IP_NEWS, site=server.url)
    assert f"https://www.wipo.int{moved}" in {alias for row in rows(tmp_path) for alias in row["aliases"]}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda handler: move(handler, "http://127.0.0.1:9/robots.txt"), "status 302"),
        (lambda handler: move(handler, "/robots.txt"), "status 302"),
        (FAULTS["bomb"].answer, "no answer that can be read"),
        (FAULTS["silent"].answer, "the answer took longer than DOWNLOAD_TIMEOUT"),
    ],
)
def test_without_a_word_from_robots_txt_no_page_is_asked_for(answer: Answer, reason: str, tmp_path: Path) -> None:
    with SiteServer(build(), fault=answering({"/robots.txt": answer})) as server:
        result = crawl(tmp_path, *IP_NEWS, *QUICKLY, site=server.url)
        asked = {request.target.partition("?")[0] for request in server.requests}
    assert (result.status, report(tmp_path)["verdict"]) == (4, "robots_unreachable")
    assert asked == {"/robots.txt"}
    assert f"robots.txt of www.wipo.int: {reason}" in report(tmp_path)["reason"]


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden"])
def test_a_robots_txt_that_is_not_given_allows_everything(status: str, tmp_path: Path) -> None:
    denial = b"User-agent: *\nDisallow: /\n"
    answers = {"/robots.txt": lambda handler: whole(handler, denial, status=status)}
    with SiteServer(build(), fault=answering(answers)) as server:
        assert crawl(tmp_path, "-a", "streams=pct", site=server.url).status == 0
    assert len(rows(tmp_path)) == 1


def test_robots_txt_may_have_moved_within_the_site(tmp_path: Path) -> None:
    answers = {
        "/robots.txt": lambda handler: move(handler, "/robots/"),
        "/robots/": lambda handler: whole(handler, b"User-agent: *\nDisallow: /portal/\n"),
    }
    with SiteServer(build(), fault=answering(answers)) as server:
        result = crawl(tmp_path, *IP_NEWS, site=server.url)
    assert (result.status, report(tmp_path)["verdict"]) == (4, "robots_denied")


def test_a_certificate_that_nobody_vouches_for_ends_the_run(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "server.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with SiteServer(build()) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        result = crawl(tmp_path / "data", *IP_NEWS, *QUICKLY, site=server.url.replace("http:", "https:"))
        assert server.requests == []
    assert (result.status, report(tmp_path / "data")["verdict"]) == (4, "robots_unreachable")
    assert "certificate" in report(tmp_path / "data")["reason"]
