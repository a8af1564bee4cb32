"""Given scripts that have no capitals, names are bounded by what stands around them, and their bearers are quoted."""

import pytest

from tests.speech_cases import read, said
from wipo_scraper import extract
from wipo_scraper.extraction.credits import split_credit
from wipo_scraper.extraction.dates import dates_in

CHINESE = [
    # a compound, a rare or a Japanese family name
    ("淳于静宜教授快人快语：“没有标准，就没有市场。”", "淳于静宜"),
    ("“没有标准，就没有市场。”设计师令狐冉笑着摆了摆手。", "令狐冉"),
    ("日本纸史学者小早川美佐子在来信中写道：“没有标准，就没有市场。”", "小早川美佐子"),
    ("东京的琴师长谷川健太郎指出：“没有标准，就没有市场。”", "长谷川健太郎"),
    ("贸促会会长任广岳在接受采访时称：“没有标准，就没有市场。”", "任广岳"),
    # a name of one word in signs for sounds
    ("印度尼西亚制作人苏哈尔诺德对此深有体会：“没有标准，就没有市场。”", "苏哈尔诺德"),
    ("学徒谢尔佐曼抢先答道：“没有标准，就没有市场。”", "谢尔佐曼"),
    ("“没有标准，就没有市场。”说这话的是合作社负责人洛桑多吉。", "洛桑多吉"),
    ("匈牙利知识产权局局长久洛·波尔加先生称“没有标准，就没有市场”。", "久洛·波尔加"),
    # what follows the name
    ("演员代表宗政楠语气平淡：“没有标准，就没有市场。”", "宗政楠"),
    ("创始人岳晴有自己的考虑：“没有标准，就没有市场。”", "岳晴"),
    ("老师傅濮阳山常说：“没有标准，就没有市场。”", "濮阳山"),
    ("在被问到资金来源时，杜若坦率地回答：“没有标准，就没有市场。”", "杜若"),
    ("崔广岳总干事在书面致辞中说：“没有标准，就没有市场。”", "崔广岳"),
    ("杜若是一家公司的创始人。她说：“没有标准，就没有市场。”", "杜若"),
    # the way to the quotation
    ("“没有标准，就没有市场。”入行十二年的制片人司徒明月开门见山。", "司徒明月"),
    ("杜若律师则持不同看法。在她看来，“没有标准，就没有市场”。", "杜若"),
    ("正如诗人海子墨所言：“没有标准，就没有市场。”", "海子墨"),
    ("琴匠闻人远每天听木料说话。他称自己是“给木头看病的大夫”。", "闻人远"),
]

ARABIC = [
    # names of several words, with particles
    ("وقال السيد محفوظ ولد الشيخ سيديا: {}.", "محفوظ ولد الشيخ سيديا"),
    ("{}، على حد تعبير الدكتورة أسماء بنت عبد الصمد اللواتي، الباحثة.", "أسماء بنت عبد الصمد اللواتي"),
    ("وأكد الشيخ عبد الجليل بن راشد آل نعمان أن {}.", "عبد الجليل بن راشد آل نعمان"),
    ("{}، هكذا لخص الحرفي ياسين أيت بوجمعة تجربته.", "ياسين أيت بوجمعة"),
    ("قالت المنوبية بالحاج صالح، وهي رئيسة مجمع، إن الأمر سهل: {}.", "المنوبية بالحاج صالح"),
    ("وقال لنا الصياد العجوز أبو محمود: {}.", "أبو محمود"),
    # words that are something else too
    ("وتقول المصممة رنا حداد بحماس: {}.", "رنا حداد"),
    ("أما السيدة نجلاء ورتيلي فشددت على أن {}.", "نجلاء ورتيلي"),
    ("ومن جهتها قالت نائبة الوزير التونسي حياة قطاطي: {}.", "حياة قطاطي"),
    ("ورأى السيد ريشار كونان-ميرو أن العبرة بالنتائج، وقال بلهجة لا تخلو من الدعابة: {}.", "ريشار كونان-ميرو"),
    ("أما الحرفية فوزية عثمان وايس، مؤسسة الورشة، فاعتبرت أن الجائزة {}.", "فوزية عثمان وايس"),
    ("وتروي الجدة زهرة بوقرة حكاية النول، ثم تقول: {}.", "زهرة بوقرة"),
    # roles
    ("وأشار كبير الاقتصاديين في الويبو كارستن فالك إلى أن {}.", "كارستن فالك"),
    ("وقال مبتكر التطبيق، الشاب الجزائري رياض آيت-موسى: {}.", "رياض آيت-موسى"),
    ("أما كاتبة الدولة لدى وزير الفلاحة السيدة سلمى ورداني فقالت إن {}.", "سلمى ورداني"),
    # the verb
    ("واختتمت المديرة سهام القرقوري حديثها بقولها: {}.", "سهام القرقوري"),
    ("وعلقت غادة الترك، التي تدير الورشة، قائلة: {}.", "غادة الترك"),
    ("ورحب المدير العام السيد سامي نجم بالوفود وقال: {}.", "سامي نجم"),
    ("ووصفت السيدة هند المراغي الملف بأنه {}، ونصحت المجمع بأن يبدأ فورا.", "هند المراغي"),
    ("{}، وفق ما أكدته وزيرة الصناعة هند المراغي.", "هند المراغي"),
]  # fmt: skip

WORDS = "لا سوق من دون معايير واضحة للجميع"


@pytest.mark.parametrize(("sentence", "speaker"), CHINESE)
def test_a_chinese_name_ends_where_its_bearer_speaks(sentence: str, speaker: str) -> None:
    assert [name for _, name in said(read(sentence, language="zh"))] == [speaker]


@pytest.mark.parametrize(("sentence", "speaker"), ARABIC)
def test_an_arabic_name_is_told_from_the_words_around_it(sentence: str, speaker: str) -> None:
    assert said(read(sentence.format(f'"{WORDS}"'), language="ar")) == [(WORDS, speaker)]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh", "备忘录第七条规定，“收益应有不低于百分之三返还社区”。"),
        ("zh", "《条约》第三条规定：“缔约方应当提供法律保护。”"),
        ("ar", f'ونص كراس الشروط على أن "{WORDS}".'),
    ],
)
def test_a_part_of_a_document_can_be_quoted(language: str, sentence: str) -> None:
    quote = read(sentence, language=language).quotes[0]
    assert (quote.speaker, quote.source_kind) == (None, "document")


def test_a_paragraph_of_quotation_goes_on_with_whoever_was_reported_last() -> None:
    found = read(
        "局长石静姝呼吁各方“把标志搬到价签上”。",
        "织工代表阿依努尔·热合曼介绍了配方。热合曼女士称，最难的是信任。",
        "“老师傅们教了我三十年，却把最后一味料留在肚子里。”",
        language="zh",
    )
    assert [name for _, name in said(found)] == ["石静姝", "阿依努尔·热合曼"]


def test_beside_known_labels_a_byline_is_no_turn() -> None:
    found = read(
        "作者：沙小莉",
        "问：什么时候开始的？",
        "答：二十岁，那时我还在渔船上打工。",
        "问：后来呢？",
        "答：我们的配方被人抄了。",
        language="zh",
        title="专访海藻工程师傅海潮",
    )
    assert said(found) == [("二十岁，那时我还在渔船上打工。", "傅海潮"), ("我们的配方被人抄了。", "傅海潮")]


@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        ("与会代表合影（石磊 摄）", "与会代表合影", "石磊"),
        ("与会代表合影。石磊摄", "与会代表合影。", "石磊"),
        ("与会代表合影（云溪影业供图）", "与会代表合影", "云溪影业"),
        ("与会代表合影｜图：云溪影业", "与会代表合影", "云溪影业"),
        ("他从小喜欢摄影", "他从小喜欢摄影", None),
        ("في الورشة | تصوير هند المراغي", "في الورشة", "هند المراغي"),
        ("في الورشة (تصوير سامي نجم)", "في الورشة", "سامي نجم"),
        ("دورة في تصوير الأفلام", "دورة في تصوير الأفلام", None),
    ],
)
def test_a_credit_without_a_colon_is_told_from_the_caption(caption: str, text: str, credit: str | None) -> None:
    found = split_credit(caption)
    assert (found.text, found.credit) == (text, credit)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("二〇二四年十一月二十八日", "2024-11-28"),
        ("二○○五年四月十日", "2005-04-10"),
        ("二〇二一年十月", "2021-10"),
        ("1 آذار (مارس) 2019", "2019-03-01"),
    ],
)
def test_a_date_can_be_written_in_signs_or_with_two_names_of_the_month(text: str, iso: str) -> None:
    assert [date.iso for date in dates_in(text)] == [iso]


@pytest.mark.parametrize("line", ["分享：微信 微博", "（责任编辑：小周）", "本刊不是产权组织的正式文件。"])
def test_a_note_on_the_text_at_its_end_is_no_part_of_it(line: str) -> None:
    text = "海港城的渔民今天把一种晒鱼的架子登记为外观设计。" * 6
    body = f"<p>{text}</p><p>{text}后来他们又登记了商标。</p><p>{line}</p>"
    page = f"<html lang=zh><body><h1>渔民登记外观设计</h1><div>{body}</div></body></html>"
    assert line not in (extract(page, "https://news.example/zh/1").text or "")
