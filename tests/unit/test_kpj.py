"""What counts as the number of a membership card, alone and in a text."""

import pytest

from checker import kpj


@pytest.mark.parametrize("text", ["12345678901", "0804512345B", "00000000000"])
def test_eleven_signs_of_which_most_are_digits_are_a_kpj(text: str) -> None:
    assert kpj.is_kpj(text)
    assert kpj.find_kpjs(f"Kartu {text}.") == {text}
    assert kpj.KPJ_IN_NAME.findall(f"kartu_{text}") == [text]


@pytest.mark.parametrize("text", ["1234567890", "123456789012", "JAMSOSTEKXI", "abcdefgh123", "12345678901.5"])
def test_other_runs_of_signs_are_none(text: str) -> None:
    assert not kpj.is_kpj(text)
    assert not kpj.find_kpjs(text)


def test_numbers_in_groups_and_without_gaps_are_found() -> None:
    assert kpj.find_grouped_kpjs("KPJ 1234-5678 901") == {"12345678901"}
    assert kpj.find_glued_kpjs("1234567890110987654321") == {"12345678901", "10987654321"}
    assert kpj.without_any_kpjs("Kartu 12345678901 dan 1234-5678 901").split() == ["Kartu", "dan"]


def test_a_number_that_a_person_wrote_may_have_more_letters() -> None:
    assert kpj.has_kpj_shape("ABCDEFGH123")
    assert not kpj.has_kpj_shape("ABCDEFGH12")
