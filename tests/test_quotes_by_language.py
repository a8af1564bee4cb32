"""Given this sentence in French, Spanish, Portuguese or Russian, expect these words and this speaker."""

import pytest

from tests.speech_cases import read, said


def speaker_of(language: str, *paragraphs: str) -> str | None:
    """The speaker of the only quote."""
    (quote,) = read(*paragraphs, language=language).quotes
    return quote.speaker


@pytest.mark.parametrize(
    ("language", "sentence", "speaker"),
    [
        ("fr", "« Le registre dort », a raconté, sous les applaudissements, la potière Mme Afi Koué.", "Afi Koué"),
        ("fr", "« Le registre dort », a confié à la presse, en marge de la réunion, M. Yao Brou.", "Yao Brou"),
        ("fr", "« Le registre dort », renchérit, les yeux sur la machine, le mécanicien Yann Quéré.", "Yann Quéré"),
        ("es", "“El registro duerme”, enfatizó, tras mostrar las cifras, la Ministra Ivonne Larrea.", "Ivonne Larrea"),
        ("pt", "“O registro dorme”, conta, sem tirar os olhos da rede, o pescador Nuno Vaz.", "Nuno Vaz"),
        (
            "pt",
            "“O registro dorme”, emendou, arrancando aplausos, o seu tutor galego, Ubiraci Kretsch.",
            "Ubiraci Kretsch",
        ),
    ],
)
def test_words_between_commas_can_stand_between_a_verb_and_its_subject(
    language: str, sentence: str, speaker: str
) -> None:
    assert speaker_of(language, sentence) == speaker


@pytest.mark.parametrize(
    ("language", "sentence", "speaker"),
    [
        ("fr", "« Le registre dort », s’étrangle Yann Le Quéré.", "Yann Le Quéré"),
        ("fr", "« Le registre dort, se lamente Yann Le Quéré. »", "Yann Le Quéré"),
        ("fr", "Et Ruth Aebi de conclure : « Le registre ouvrira quand il pleuvra. »", "Ruth Aebi"),
        ("es", "“El registro duerme”, deslizó Ivonne Larrea.", "Ivonne Larrea"),
        ("es", "Rosa Quispe suele decir que “un río no lee decretos”.", "Rosa Quispe"),
        ("pt", "“Um rio não lê decretos”, costuma dizer o hidrólogo Raul Painço.", "Raul Painço"),
        ("pt", "A mediadora, Ana Reis, não comenta. “São dois barcos do mesmo rio”, limita-se a dizer.", "Ana Reis"),
        ("ru", "«Реестр спит», – напутствовала слушателей директор школы Анна Бек.", "Анна Бек"),
        ("ru", "«Реестр спит», – не без гордости заметил Рауф Гаджиев.", "Рауф Гаджиев"),
        ("ru", "«Реестр спит», – всплеснул мокрыми рукавами Рауф Гаджиев.", "Рауф Гаджиев"),
    ],
)
def test_verbs_of_saying_are_many(language: str, sentence: str, speaker: str) -> None:
    assert speaker_of(language, sentence) == speaker


@pytest.mark.parametrize(
    ("language", "sentence", "speaker"),
    [
        (
            "fr",
            "La porte est restée close « par pudeur plus que par calcul », de l’aveu même de Yann Quéré.",
            "Yann Quéré",
        ),
        ("fr", "À en croire Yann Quéré, l’affaire serait « un naufrage de papier et d’encre ».", "Yann Quéré"),
        ("fr", "« Quand il pleuvra » : c’est la réponse de Mme Ruth Aebi.", "Ruth Aebi"),
        ("es", "A juicio del almadiero, Luis Prado, el registro “es una siesta demasiado larga”.", "Luis Prado"),
        ("es", "Como le gusta decir a Marta Iglesias, “el registro es una siesta larga”.", "Marta Iglesias"),
        ("pt", "Já para Deolinda Belo, “o arquivo morto é o mais vivo de todos”.", "Deolinda Belo"),
        ("ru", "Как отметил в беседе с журналистами Рауф Гаджиев, «реестр спит уже десять лет».", "Рауф Гаджиев"),
        ("ru", "«У воды нет хозяина», – таково мнение Анны Бек.", "Анна Бек"),
    ],
)
def test_a_phrase_can_name_the_source(language: str, sentence: str, speaker: str) -> None:
    assert speaker_of(language, sentence) == speaker


@pytest.mark.parametrize(
    ("language", "sentence", "speaker"),
    [
        ("fr", "Le dernier mot revient à Mme Afi Koué : « Le registre dort. »", "Afi Koué"),
        ("fr", "Interrogée sur les délais, Mme Afi Koué a perdu patience : « Le registre dort. »", "Afi Koué"),
        (
            "es",
            "Luis Prado felicitó a todos. Les recordó, eso sí, que el trabajo empieza ahora: “Abran el registro”.",
            "Luis Prado",
        ),
        ("pt", "Questionado sobre prazos, o diretor Nuno Vaz foi lacônico: “Em breve”.", "Nuno Vaz"),
        ("ru", "Рауф Гаджиев настроен решительно: «Реестр спит».", "Рауф Гаджиев"),
    ],
)
def test_before_a_colon_whoever_the_sentence_is_about_speaks(language: str, sentence: str, speaker: str) -> None:
    assert speaker_of(language, sentence) == speaker


@pytest.mark.parametrize(
    ("language", "paragraph", "words"),
    [
        (
            "es",
            "—Nadie dormía —cuenta Rosa Ipia, presidenta de la cooperativa—. El registro nos despertó.",
            "El registro nos despertó.",
        ),
        (
            "es",
            "—Nadie dormía —dijo Rosa Ipia, y se sentó—, pero el registro nos despertó.",
            "pero el registro nos despertó.",
        ),
        ("pt", "— Nadie dormia — disse Rosa Ipia. — Mas sonha.", "Mas sonha."),
        ("ru", "– Реестр спит, – сказал Рауф Гаджиев. – Но видит сны.", "Но видит сны."),
    ],
)
def test_dashes_can_stand_for_marks(language: str, paragraph: str, words: str) -> None:
    (quote,) = read(paragraph, language=language).quotes
    assert quote.text.split("\n\n")[1] == words
    assert quote.speaker in {"Rosa Ipia", "Рауф Гаджиев"}


@pytest.mark.parametrize(
    ("sentence", "spans"),
    [
        (
            "«Приходите завтра, – пригласила гостей директор школы Анна Бек, – и вы все увидите».",
            ["Приходите завтра,", "и вы все увидите"],
        ),
        ("«Реестр спит, – поддержал коллегу Рауф Гаджиев. – Но видит сны».", ["Реестр спит,", "Но видит сны"]),
        ("«Сроки, – вот они, – будут соблюдены», – сказала Анна Бек.", ["Сроки, – вот они, – будут соблюдены"]),
    ],
)
def test_a_russian_clause_inside_the_marks_needs_no_known_verb(sentence: str, spans: list[str]) -> None:
    (quote,) = read(sentence, language="ru").quotes
    assert quote.text == "\n\n".join(spans)


@pytest.mark.parametrize(
    ("language", "paragraphs"),
    [
        ("fr", ["La charte est claire. On y lit que « chaque pêcheur possède son nœud »."]),
        ("es", ["En el acta se recoge que “nadie podrá vender lo que no pesó en la plaza”."]),
        ("ru", ["Рауф Гаджиев привел цифры.", "«Гранат подождет, – возразили ему поначалу. – Он и не такое ждал»."]),
        ("ru", ["Рауф Гаджиев привел цифры.", "В кулуарах докладчика поправили: «Сажать негде, все занято»."]),
    ],
)
def test_what_nobody_in_particular_says_has_no_speaker(language: str, paragraphs: list[str]) -> None:
    assert speaker_of(language, *paragraphs) is None


def test_a_paragraph_of_quotation_is_of_whoever_the_one_before_reports() -> None:
    found = read(
        "Анна Бек открыла семинар. «Реестр спит», – сказала она.",
        "Рауф Гаджиев признался, что книг не хватает.",
        "«Имена мы нашли, а лиц – нет нигде».",
        language="ru",
    )
    assert said(found)[-1] == ("Имена мы нашли, а лиц – нет нигде", "Рауф Гаджиев")


@pytest.mark.parametrize(
    ("language", "paragraphs", "speaker"),
    [
        (
            "fr",
            ["« Encore faut-il l’ouvrir ! »", "L’objection est venue de M. Malick Sarr, président du port."],
            "Malick Sarr",
        ),
        (
            "es",
            ["“¿Quién lo abrió? ¡Yo no!”, gritó una voz al fondo. Era la de Wilson Cuetia, de 12 años."],
            "Wilson Cuetia",
        ),
        (
            "fr",
            ["Mme Ingrid Reyes ouvre.", "À l’un des apprentis, Moussa Fall, elle a soufflé : « Gardez le nœud. »"],
            "Ingrid Reyes",
        ),
        (
            "pt",
            ["Chegou uma carta de um certo senhor Liu Wei. Perguntava se haveria “um jeito de todos ganharem”."],
            "Liu Wei",
        ),
        (
            "fr",
            [
                "« Le nom reste », dit Gwen Le Moal.",
                "M. Hervé Bras partit.",
                "C’est là que Le Moal voit la lettre. « J’ai appelé », raconte-t-il.",
            ],
            "Gwen Le Moal",
        ),
    ],
)
def test_the_sentences_around_tell_who_spoke(language: str, paragraphs: list[str], speaker: str) -> None:
    assert read(*paragraphs, language=language).quotes[-1].speaker == speaker


def test_a_participle_with_its_object_does_not_part_a_quotation() -> None:
    (quote,) = read("Petrona Xol teje. “Esto”, dice señalando la tela, “no lo hace una máquina”.", language="es").quotes
    assert quote.text == "Esto\n\nno lo hace una máquina"


def test_paragraphs_quoted_as_a_block_can_be_signed_by_the_line_after_them() -> None:
    found = read(
        "O presidente, Tarcísio Quintela, encerrou o evento.",
        ("block_quote", "Entrei no serviço em 1998, com uma máquina de escrever."),
        ("block_quote", "Volto para casa com onze amigos."),
        "Maria Auxiliadora Évora Tavares, Cabo Verde",
        language="pt",
    )
    assert [quote.speaker for quote in found.quotes] == ["Maria Auxiliadora Évora Tavares"]
