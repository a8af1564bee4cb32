"""What stands before a role in Chinese: the organization, the field, the country that sends its bearer."""

import re

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.tokens import Token

_ORGANIZATION = (
    "组织|委员会|株式会社|工会|协会|商会|联盟|基金会|大学|学院|学会|公司|集团|中心|代表团|办事处|办公室|银行|政府|联合会|合作社|研究所|"
    "研究院|出版社|博物馆|图书馆|档案馆|实验室|工坊|作坊|总局|总署|共和国|联邦|王国|医院|法院|秘书处|理事会|事务所|互助会|部门|"
    "代表处|联络处|使馆|领事馆"
)
_IS_ORGANIZATION = re.compile(f"(?:{_ORGANIZATION}|[局部司署厅院所台社馆团系科处庭会室站厂校坊盟行队])$")
_OPENS_WITH_ORGANIZATION = re.compile(f"^.+(?:{_ORGANIZATION})")
_REGION = re.compile("[市省州县区镇乡村岛]$")
_POSTED = re.compile("^(?P<sender>.*?)(?P<role>常?驻(?!.*代表团$).*)$")
# Roles that are held for a country or a region.
_OFFICES = re.compile(
    "[部局厅司处署州省市县区镇院校馆所台社行关]长$|大臣$|大使$|代表$|总统$|总理$|首相$|主席$|秘书长?$|议员$|参赞$|公使$|总干事$|"
    "专员$|领事$|特使$|国王$|外长$|委员$|检察长$|议长$|代办$|发言人$|注册官$|官员$"
)
# Organizations named before: "委员会主席" is a role, "公司经理" only a manager.
_EMPLOYERS = frozenset({"公司", "企业", "机构", "组织", "部门", "集团", "单位"})
_GENERIC = _EMPLOYERS | {"委员会", "理事会", "董事会", "大会", "会议", "工作组", "专家组", "评审团", "评委会", "团队"}
_LONGEST_FIELD = 12  # signs of the words before a role that are part of it


def names_organization(word: str) -> bool:
    """Whether a word ends as names of organizations do."""
    return _IS_ORGANIZATION.search(word) is not None


def describe(before: str, role: str, opening: Token, portfolios: frozenset[str]) -> tuple[str, str | None]:
    """Role and organization, from the words before the role; `opening` is the first of them.

    `portfolios`: roles before which any name is that of a country or a region.
    """
    posted = _POSTED.match(before)
    if posted and _OFFICES.search(role):
        return posted["role"] + role, posted["sender"] or None
    field, organization = _part(before, role, opening, portfolios)
    return (field + role if len(field) <= _LONGEST_FIELD else role), organization


def _part(before: str, role: str, opening: Token, portfolios: frozenset[str]) -> tuple[str, str | None]:
    """The field of a role and its organization."""
    if not before:
        return "", None
    if before[0].isascii():
        name = before[: opening.end - opening.start]
        return ("", before) if names_organization(before) else (before[len(name) :].strip(), name)
    if before in _GENERIC:
        return ("", None) if before in _EMPLOYERS else (before, None)
    office = _OFFICES.search(role) is not None
    if len(before) > 1 and (names_organization(before) or (office and _REGION.search(before))):
        return "", before
    organization = _OPENS_WITH_ORGANIZATION.match(before)
    if organization:
        return before[organization.end() :], organization.group()
    if opening.flags & lx.PLACE:
        return before[len(opening.text) :], opening.text if office else None
    return ("", before) if role in portfolios else (before, None)
