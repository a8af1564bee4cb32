"""The markup of a story's body: blocks, and what may stand inside a line."""

import html
import re
from dataclasses import dataclass

from markupsafe import Markup

_INLINE = re.compile(r"\*\*(?P<strong>.+?)\*\*|\*(?P<em>[^*\s][^*]*?)\*|\[(?P<label>[^\]]+)\]\((?P<href>[^)\s]+)\)")
_IMAGE = re.compile(r"^!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]+)\)\s*(?P<text>.*)$", re.DOTALL)
_LABELLED = re.compile(r"^\*\*[^*]+[:\uff1a]\s*\*\*|^\*\*[^*]+\*\*\s*[:\uff1a]")
_BRACKETS = re.compile(r"^(?P<caption>.*?)\s*(?P<credit>[(\uff08](?P<inner>[^()\uff08\uff09]+)[)\uff09])$", re.DOTALL)
_CREDIT = re.compile(
    r"^(?:(?:Photos?|Images?|Fotos?|Imagen|Imagem|Bild|Credit|Crédit|Фото|Изображение|图片|照片|图|写真|الصورة|الصور|صورة)"
    r"\s*(?:[:\uff1a]|-|–)\s*(?:©\s*)?|©\s*)(?P<name>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_CJK = r"\u3000-\u30ff\u3400-\u9fff\uff00-\uffef“”‘’"


@dataclass(frozen=True)
class Block:
    """One block of the body. `text` is marked up; `parts` are the items or paragraphs of a block that has such."""

    kind: str
    text: str = ""
    parts: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    alt: str = ""
    src: str = ""
    caption: str = ""
    credit_text: str = ""
    credit: str = ""


def inline(text: str) -> Markup:
    """HTML of a marked-up line."""
    out, end = [], 0
    for match in _INLINE.finditer(text):
        out.append(html.escape(text[end : match.start()], quote=False))
        end = match.end()
        if match["strong"] is not None:
            out.append(f"<strong>{inline(match['strong'])}</strong>")
        elif match["em"] is not None:
            out.append(f"<em>{inline(match['em'])}</em>")
        else:
            out.append(f'<a href="{html.escape(match["href"])}">{inline(match["label"])}</a>')
    out.append(html.escape(text[end:], quote=False))
    return Markup("".join(out))


def plain(text: str) -> str:
    """A marked-up line as a reader sees it, white space collapsed."""
    while _INLINE.search(text):
        text = _INLINE.sub(lambda m: m["strong"] or m["em"] or m["label"], text)
    return " ".join(text.split())


def links(text: str) -> list[tuple[str, str]]:
    """The links of a marked-up line: (words, address)."""
    return [(plain(m["label"]), m["href"]) for m in _INLINE.finditer(text) if m["href"]]


def split_credit(text: str) -> tuple[str, str, str]:
    """Caption, credit as printed, its name: 'A boat (Photo: WIPO/Ro)' -> ('A boat', '(Photo: WIPO/Ro)', 'WIPO/Ro')."""
    if found := _BRACKETS.match(text):
        named = _CREDIT.match(found["inner"].strip())
        if named:
            return found["caption"].strip(), found["credit"], named["name"].strip()
    for mark in re.finditer(r"(?:^|(?<=[.。!?\n]))\s*", text):
        named = _CREDIT.match(text[mark.end() :])
        if named:
            return text[: mark.start()].strip(), text[mark.end() :], named["name"].strip()
    return text, "", ""


def _unwrap(lines: list[str]) -> str:
    """Join wrapped lines: with a space, but none between two Chinese or Japanese signs."""
    return re.sub(rf"(?<=[{_CJK}])\n(?=[{_CJK}])", "", "\n".join(line.strip() for line in lines)).replace("\n", " ")


def _paragraphs(lines: list[str]) -> tuple[str, ...]:
    return tuple(_unwrap(part.splitlines()) for part in re.split(r"\n\s*\n", "\n".join(lines)) if part.strip())


def _block(lines: list[str]) -> Block:
    first = lines[0]
    if image := _IMAGE.match(_unwrap(lines)):
        caption, credit_text, credit = split_credit(image["text"].strip())
        return Block(
            "image", alt=image["alt"], src=image["src"], caption=caption, credit_text=credit_text, credit=credit
        )
    if first.startswith(">>"):
        return Block("pull_quote", _unwrap([line.removeprefix(">>") for line in lines]))
    if first.startswith(">"):
        return Block("block_quote", parts=_paragraphs([line.removeprefix(">").strip() for line in lines]))
    if first.startswith("#"):
        return Block("heading", _unwrap([first.lstrip("#")]))
    if first.startswith("- "):
        return Block("list", parts=tuple(item.replace("\n", " ") for item in _items(lines)))
    if first.startswith("|"):
        cells = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
        return Block("table", rows=tuple(row for row in cells if not all(set(cell) <= set("-: ") for cell in row)))
    if first.startswith("%%"):
        return Block("chrome", parts=tuple(line.removeprefix("%%").strip() for line in lines))
    if first.startswith("Q: "):
        return Block("question", _unwrap([first.removeprefix("Q: "), *lines[1:]]))
    if first.startswith("A: "):
        return Block("answer", _unwrap([first.removeprefix("A: "), *lines[1:]]))
    text = _unwrap(lines)
    return Block("turn" if _LABELLED.match(text) else "paragraph", text)


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line[2:].strip())
        else:
            items[-1] = _unwrap([items[-1], line])
    return items


def blocks(text: str) -> list[Block]:
    """The blocks of a story's body, in order."""
    out: list[Block] = []
    pending: list[str] = []
    side: list[str] | None = None
    side_title = ""

    def close() -> None:
        if pending:
            out.append(_block(pending))
            pending.clear()

    for raw in text.splitlines():
        line = raw.rstrip()
        if side is not None:
            if line == ":::":
                out.append(Block("side", side_title, parts=_paragraphs(side)))
                side = None
            else:
                side.append(line)
        elif line.startswith("::: side"):
            close()
            side, side_title = [], line.removeprefix("::: side").strip()
        elif not line.strip():
            close()
        elif pending and _starts_alone(line, pending[0]):
            close()
            pending.append(line)
        else:
            pending.append(line)
    close()
    if side is not None:
        raise ValueError(f"side box without end: {side_title}")
    return out


def _starts_alone(line: str, first: str) -> bool:
    """Whether a line opens a block of its own although no blank line stands before it."""
    marks = (">", "%%", "|", "- ", "![", "#", "Q: ", "A: ")
    opener = next((mark for mark in marks if line.startswith(mark)), None)
    current = next((mark for mark in marks if first.startswith(mark)), None)
    return (opener is not None and (opener != current or opener in ("![", "#", "Q: ", "A: "))) or (
        opener is None and current in ("#", ">", "%%", "|")
    )
