"""Given this sentence in French, Spanish, Portuguese or Russian, expect these speakers."""

import pytest

from tests.speech_cases import read

Expected = tuple[str, str | None, str | None, str | None]  # name, honorific, role, affiliation


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("fr", "M. Hugues d’Estaing-Roche précise que tout va.", ("Hugues d’Estaing-Roche", "M.", None, None)),
        ("fr", "M. Ali Ben Youssef El Amrani précise que tout va.", ("Ali Ben Youssef El Amrani", "M.", None, None)),
        ("fr", "Sa voisine, Mme Lan Hoang, juriste, précise que tout va.", ("Lan Hoang", "Mme", "juriste", None)),
        (
            "fr",
            "M. Remi Obiang (Gabon), président de la ligue, a fait valoir que tout va.",
            ("Remi Obiang", "M.", "président de la ligue", None),
        ),
        (
            "fr",
            "Mme Ana Diouf, tisserande à Thiès, se souvient que tout allait.",
            ("Ana Diouf", "Mme", "tisserande à Thiès", None),
        ),
        ("es", "Xavier d’Ors i Puig, editor, afirmó que todo va.", ("Xavier d’Ors i Puig", None, "editor", None)),
        ("es", "Joaquim Sant’Anna Ferrer afirmó que todo va.", ("Joaquim Sant’Anna Ferrer", None, None, None)),
        ("es", "El Ing. José M.ª Pérez Jr. afirmó que todo va.", ("José M.ª Pérez Jr.", "Ing.", None, None)),
        (
            "es",
            "Segundo Antonio Cachimba, dirigente kichwa, pidió cautela.",
            ("Segundo Antonio Cachimba", None, "dirigente kichwa", None),
        ),
        (
            "es",
            "La presidenta del comité, la abogada Ana Ruiz Tello, afirmó que todo va.",
            ("Ana Ruiz Tello", None, "presidenta", "comité"),
        ),
        ("es", "La catadora belga Griet Vanden explicó que todo va.", ("Griet Vanden", None, "catadora belga", None)),
        (
            "es",
            "La Superintendenta de Industria, Dra. Pilar Rocha, afirmó que todo va.",
            ("Pilar Rocha", "Dra.", "Superintendenta de Industria", None),
        ),
        (
            "pt",
            "Maria do Socorro d’Oliveira e Silva garante que tudo vai.",
            ("Maria do Socorro d’Oliveira e Silva", None, None, None),
        ),
        ("pt", "Annelies Coimbra Reis garante que tudo vai.", ("Annelies Coimbra Reis", None, None, None)),
        (
            "pt",
            "O embaixador de Cabo Verde, Dr. Manuel da Luz, garante que tudo vai.",
            ("Manuel da Luz", "Dr.", "embaixador", "Cabo Verde"),
        ),
        ("ru", "Чолпон Асанова, глава Горводы, уточнила условия.", ("Чолпон Асанова", None, "глава Горводы", None)),
        ("ru", "Глава Роспатента Юрий Зубарев сообщил о сроках.", ("Юрий Зубарев", None, "Глава Роспатента", None)),
        (
            "ru",
            "Айна Токтосунова, инженер-механик, рассказала о санях.",
            ("Айна Токтосунова", None, "инженер-механик", None),
        ),
        ("ru", "Искусствовед Ю. А. Бергман пояснила замысел.", ("Ю. А. Бергман", None, "Искусствовед", None)),
        (
            "ru",
            "Делегация, подчеркнул заместитель председателя Рауф Гаджиев, настояла на своем.",
            ("Рауф Гаджиев", None, "заместитель председателя", None),
        ),
    ],
)
def test_names_roles_and_organizations_are_read_as_the_language_writes_them(
    language: str, sentence: str, expected: Expected
) -> None:
    (speaker,) = read(sentence, language=language).speakers
    assert (speaker.name, speaker.honorific, speaker.role, speaker.affiliation) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "act"),
    [
        ("fr", "La présidente, Mme Afi Koué, a donné lecture de la déclaration.", "presented"),
        ("fr", "Dans un message lu par M. Afi Koué, le port remercie.", "presented"),
        ("es", "La alcaldesa, Afi Koué, dio lectura al acta.", "presented"),
        ("ru", "Выставку открыла директор музея Афи Куэ.", "opened"),
    ],
)
def test_reading_out_and_opening_are_acts_of_speakers(language: str, sentence: str, act: str) -> None:
    (speaker,) = read(sentence, language=language).speakers
    assert act in speaker.acts


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Соавтором исследования выступил Ян Бек."),
        ("es", "Asistieron Nibia Prado y Tiago Brandt, de la Cámara de Comercio."),
    ],
)
def test_who_only_serves_or_attends_is_no_speaker(language: str, sentence: str) -> None:
    assert read(sentence, language=language).speakers == []


@pytest.mark.parametrize(
    ("language", "sentence", "names"),
    [
        ("es", "La obra, presentada por Ana Lucía Prado y Tomás Rivas Ochoa, gustó.", ["Ana Lucía Prado"]),
        ("es", "José Ortega y Gasset afirmó que todo va.", ["José Ortega y Gasset"]),
        ("pt", "“O registro dorme”, disse Ana Prado e João Pinto riu.", ["Ana Prado"]),
    ],
)
def test_two_joined_names_are_not_one(language: str, sentence: str, names: list[str]) -> None:
    assert [speaker.name for speaker in read(sentence, language=language).speakers] == names
