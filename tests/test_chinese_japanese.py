"""Given a sentence in Chinese or Japanese, its persons, what is said of them, and its source are found."""

import pytest

from wipo_scraper.extraction.lexicon import lexicon
from wipo_scraper.extraction.linking import Linker
from wipo_scraper.extraction.reading import Reading, read_block

PERSONS = [
    # name, honorific, role, organization
    ("zh", "云海市文物局局长梁思禾表示,修缮已经开始。", ("梁思禾", None, "局长", "云海市文物局")),
    ("zh", "挪威文化国务秘书艾里克·索尔-恩沃先生宣布闭幕。", ("艾里克·索尔-恩沃", "先生", "文化国务秘书", "挪威")),
    ("zh", "制琴师费鲁扎·科尔说她会再来。", ("费鲁扎·科尔", None, "制琴师", None)),
    ("zh", "来自开普敦的软件工程师坦多·布思介绍了方法。", ("坦多·布思", None, "软件工程师", None)),
    ("zh", "慢收成研究所的奥宾纳·埃泽教授撰写了论文。", ("奥宾纳·埃泽", "教授", None, "慢收成研究所")),
    ("zh", "马里常驻日内瓦办事处代表托比·西索大使主持会议。", ("托比·西索", "大使", "常驻日内瓦办事处代表", "马里")),
    ("zh", "据主持研讨会的豪尔赫·韦布先生（乌拉圭）介绍，分歧不大。", ("豪尔赫·韦布", "先生", None, "乌拉圭")),
    ("zh", "帆影公司创始人阿娜伊斯·比哈里说明了原理。", ("阿娜伊斯·比哈里", None, "创始人", "帆影公司")),
    ("zh", "索尔维格·巴肯女士是北岬地图工坊的负责人。", ("索尔维格·巴肯", "女士", "负责人", "北岬地图工坊")),
    ("zh", "总干事柯怀仁于9月24日访问河内。", ("柯怀仁", None, "总干事", None)),
    ("zh", "首席预报员萨仁其其格介绍了情况。", ("萨仁其其格", None, "首席预报员", None)),
    ("ja", "WIPOのマルコ・リヴァルディ事務局長は述べた。", ("マルコ・リヴァルディ", None, "事務局長", "WIPO")),
    ("ja", "ノルウェーの文化副大臣エイリ・ソル氏は述べた。", ("エイリ・ソル", "氏", "文化副大臣", "ノルウェー")),
    ("ja", "帆影社の創業者、アナイス・ラク氏は語った。", ("アナイス・ラク", "氏", "創業者", "帆影社")),
    ("ja", "文学部の山田太郎准教授が説明した。", ("山田太郎", None, "准教授", "文学部")),
    ("ja", "農家の鈴木つぐみさん（58）は語った。", ("鈴木つぐみ", "さん", "農家", None)),
]  # fmt: skip

SOURCES = [
    ("zh", "“灯关了，星星才看得见，”梁局长笑着说。", "梁局长"),
    ("zh", "“削坏一千根，”他伸出手比划。", "他"),
    ("zh", "这位园丁在信中写道：“明年见。树会记得你们的名字。”", "园丁"),
    ("zh", "报告指出，增长“几乎全部来自中小企业”。", "报告"),
    ("zh", "果农联盟在一份声明中说：“请给我们留一条路。”", "果农联盟"),
    ("zh", "气象台发布的预警信息称，风力“可能达到七级以上”。", "预警信息"),
    ("ja", "「世界はつながっている」と、タン事務局長は述べました。", "タン事務局長"),
    ("ja", "市長は市民の前で「約束は必ず守ります」と強調した。", "市長"),
    ("ja", "商店会は声明で「屋台通りだけは残してほしい」と訴えた。", "商店会"),
]

NAMES_OF_THINGS = [
    ("zh", "学员领到了题为“公平游戏，按劳取酬”的指南。"),
    ("zh", "“灯火计划”二期将于年底启动。"),
    ("ja", "展覧会「光の庭と水の記憶」は5月に始まる。"),
    ("ja", "研修プログラム「手から世界へひらく」を来年始めると発表した。"),
]


def read(language: str, text: str) -> Reading:
    return read_block(text, 0, "paragraph", lexicon(language))


@pytest.mark.parametrize(("language", "text", "person"), PERSONS)
def test_a_person_is_found_with_what_is_said_of_him(
    language: str, text: str, person: tuple[str, str | None, str | None, str | None]
) -> None:
    found = [(m.name, m.honorific, m.role, m.affiliation) for m in read(language, text).mentions if m.kind == "person"]
    assert found == [person]


@pytest.mark.parametrize(("language", "text", "source"), SOURCES)
def test_a_quotation_has_its_source(language: str, text: str, source: str) -> None:
    reading = read(language, text)
    sources = [link.mention for link in Linker(reading, lexicon(language)).links()]
    assert [text[m.start : m.end] if m else None for m in sources] == [source]


@pytest.mark.parametrize(("language", "text"), NAMES_OF_THINGS)
def test_the_name_of_a_thing_is_no_quotation(language: str, text: str) -> None:
    assert Linker(read(language, text), lexicon(language)).links() == []


def test_who_only_attends_says_nothing() -> None:
    reading = read("zh", "出席仪式的还有罗西·马塔阿法女士、池永正雄先生和迈克尔·恩杜古先生。")
    assert [m.name for m in reading.mentions] == ["罗西·马塔阿法", "池永正雄", "迈克尔·恩杜古"]
    assert [report for report in reading.reports if report.subject is not None] == []
