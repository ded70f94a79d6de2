"""What is read of screenshots, and what is refused: by what the OCR has read of simulated screens (`lines.json`)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from msgspec import structs
from PIL import Image, ImageDraw, ImageFont

from checker.failures import Failure
from checker.page.sight import Box
from checker.picture.cutout import cut_out, kitty, png, sketch
from checker.picture.engine import is_struck
from checker.picture.joined import joined
from checker.picture.opened import opened
from checker.picture.screen import Screen
from checker.picture.seen import observed, spelled
from checker.portal import app, selectors
from checker.portal.check import entries
from checker.portal.entries import Said, Told
from checker.tasks.pictures import Language, Understood, understood

STORED = msgspec.json.decode((Path(__file__).parent / "lines.json").read_bytes(), type=dict[str, Screen])
SPOKEN = Language(selectors.load(), app.loaded()[1].app)
TODAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 28, 5, tzinfo=UTC)
FIRST, SECOND, THIRD = ("12345678901", 12345678), ("98765432109", 4500250), ("11122233344", 1111111)


def read(*screens: Screen) -> list[tuple[str | None, int]]:
    reading, _ = understood(screens, SPOKEN, TODAY)
    return [(card.kpj, int(card.balance)) for card in reading.cards]


def refused(*screens: Screen) -> tuple[str, str | None]:
    with pytest.raises(Failure) as failure:
        understood(screens, SPOKEN, TODAY)
    return failure.value.code, failure.value.rule


def changed(screen: Screen, old: str, new: str, **more: object) -> Screen:
    """A screen with a line that says something else."""
    assert any(old in line.text for line in screen.lines)
    lines = (
        structs.replace(line, **{"text": line.text.replace(old, new), "again": line.text.replace(old, new), **more})
        if old in line.text
        else line
        for line in screen.lines
    )
    return structs.replace(screen, lines=tuple(lines))


@pytest.mark.parametrize(
    ("names", "cards"),
    [
        (["one"], [FIRST]),
        (["dark"], [FIRST]),
        (["side-by-side"], [FIRST]),
        (["under-jht"], [FIRST]),
        (["two"], [FIRST, SECOND]),
        (["one", "second"], [FIRST, SECOND]),
        (["one", "one"], [FIRST]),
        (["long-1", "long-2"], [FIRST, SECOND, THIRD]),
        (["long-1", "long-2", "long-3"], [FIRST, SECOND, THIRD]),
        (["long-2", "long-1"], [SECOND, THIRD, FIRST]),
    ],
    ids=str,
)
def test_balances_of_screens(names: Sequence[str], cards: list[tuple[str, int]]) -> None:
    assert read(*(STORED[name] for name in names)) == cards


@pytest.mark.parametrize(
    ("name", "failure"),
    [
        ("simulation", ("page-not-recognised", "simulation")),
        ("claim", ("page-not-recognised", "claim")),
        ("other-programme", ("balance-not-shown", "nothing-named")),
        ("menu", ("balance-not-shown", "nothing-named")),
        ("chat", ("balance-not-shown", "nothing-named")),
        ("last-year", ("balance-uncertain", "remark")),
        ("small", ("balance-uncertain", "picture-too-small")),
        ("cut-off", ("balance-uncertain", "amount-cut-off")),
    ],
)
def test_what_is_no_balance_has_a_name(name: str, failure: tuple[str, str]) -> None:
    assert refused(STORED[name]) == failure


def of_app(screen: Screen) -> Understood:
    _, (one,) = understood([screen], SPOKEN, TODAY)
    return one


def test_which_screen_is_the_apps() -> None:
    assert of_app(STORED["one"]).of_app
    assert not of_app(changed(STORED["one"], "Cek Saldo", "sso.bpjsketenagakerjaan.go.id")).of_app
    few = [line for line in STORED["one"].lines if not line.text.startswith(("Program", "Perusahaan", "Pembayaran"))]
    assert of_app(structs.replace(STORED["one"], lines=tuple(few))).of_app
    fewer = [line for line in few if not line.text.startswith("Segmen")]
    assert not of_app(structs.replace(STORED["one"], lines=tuple(fewer))).of_app


@pytest.mark.parametrize(("key", "told"), [*entries(SPOKEN.app.balance, "app.balance")])
def test_examples_of_the_apps_balance_screen(key: str, told: Told) -> None:
    for one in told.tables:
        assert isinstance(one, Said), key
        assert one.yes
        assert not [text for text in one.yes if not told.search(text)], key
        assert not [text for text in one.no if told.search(text)], key


def test_on_the_apps_screen_a_balance_is_the_jhts_and_a_person_says_so() -> None:
    plain = changed(STORED["one"], "Saldo JHT", "Saldo")
    assert read(plain) == [FIRST]
    assert of_app(STORED["one"]).agreed
    assert not of_app(plain).agreed
    assert refused(changed(plain, "Cek Saldo", "Rekening")) == ("balance-not-shown", "heading-qualified")


def test_a_nought_asks_for_a_look() -> None:
    assert not of_app(STORED["nought"]).agreed


def test_a_letter_in_the_number_of_a_card_asks_for_a_look() -> None:
    assert not of_app(changed(STORED["one"], "12345678901", "1234567890I")).agreed


@pytest.mark.parametrize("ground", ["white", "#121212"])
@pytest.mark.parametrize(
    ("stroke", "struck"), [(None, False), ((0.5, 1.0), True), ((0.5, 0.6), True), ((0.9, 1.0), False)]
)
def test_a_stroke_through_an_amount_is_seen(ground: str, stroke: tuple[float, float] | None, *, struck: bool) -> None:
    image = Image.new("RGB", (420, 100), ground)
    draw, ink = ImageDraw.Draw(image), "#c8102e" if ground == "white" else "#dddddd"
    draw.text((20, 20), "Rp 18.888.088,00", ink, ImageFont.load_default(40))
    left, top, right, bottom = box = draw.textbbox((20, 20), "Rp 18.888.088,00", ImageFont.load_default(40))
    if stroke is not None:
        high = top + stroke[0] * (bottom - top)
        draw.line((left, high, left + stroke[1] * (right - left), high), ink, 3)
    assert is_struck(image, Box(box[0] - 4, box[1] - 6, right - left + 8, bottom - top + 12)) is struck


def test_an_amount_that_is_struck_out_is_no_balance() -> None:
    text = "Rp 12.345.678,00"
    assert refused(changed(STORED["one"], text, text, struck=True)) == ("balance-uncertain", "written-two-ways")


@pytest.mark.parametrize("again", ["Rp 12.345.673,00", "Rp 12.345.678.00", "Rp 1.345.678,00", ""])
def test_digits_that_are_not_read_alike_twice(again: str) -> None:
    text = "Rp 12.345.678,00"
    assert refused(changed(STORED["one"], text, text, again=again)) == ("balance-uncertain", "digits-disagree")


def test_the_number_of_a_card_is_read_twice_too() -> None:
    wrong = changed(STORED["one"], "12345678901", "12345678901", again="12345678907")
    assert refused(wrong) == ("balance-uncertain", "digits-disagree")


def test_a_separator_that_was_not_seen_parts_no_amount() -> None:
    assert refused(changed(STORED["one"], "Rp 12.345.678,00", "Rp 12 345"))[0] == "balance-uncertain"


def test_a_line_that_the_ocr_is_not_sure_of_is_not_passed_over() -> None:
    doubtful = changed(STORED["one"], "layar tiruan", "Estimasi saldo akhir tahun", sure=0.4)
    assert refused(doubtful) == ("balance-uncertain", "ink-unsure")


def test_two_pictures_of_one_place_with_two_amounts() -> None:
    assert read(STORED["long-1"], STORED["long-2"]) == [FIRST, SECOND, THIRD]
    other = changed(STORED["long-2"], "Rp 4.500.250,00", "Rp 4.500.260,00")
    assert refused(STORED["long-1"], other)[0] == "balance-uncertain"


def test_one_card_with_two_balances() -> None:
    other = changed(STORED["one"], "Rp 12.345.678,00", "Rp 12.345.679,00")
    assert refused(STORED["one"], other) == ("balance-uncertain", "card-with-two-balances")


def test_cards_that_the_screen_speaks_of_must_be_shown() -> None:
    told = changed(STORED["one"], "layar tiruan", "Anda memiliki 2 kartu")
    assert refused(told) == ("balance-uncertain", "more-cards-counted")
    assert read(told, STORED["second"]) == [FIRST, SECOND]


def test_an_amount_that_only_one_of_two_pictures_has_whole() -> None:
    """At the lower edge of the one it is cut, in the other it is not."""
    whole = STORED["long-1"]
    third = next(line for line in STORED["two"].lines if line.text == "Rp 4.500.250,00")
    bottom = next(line.box for line in whole.lines if line.text == "Rp 4.500.250,00").bottom - 4
    cut = Screen(tuple(one for one in whole.lines if one.box.y < bottom), whole.width, int(bottom))
    assert third.box.h > 4
    assert refused(cut) == ("balance-uncertain", "amount-cut-off")
    assert read(cut, STORED["long-2"]) == [FIRST, SECOND, THIRD]


def test_other_signs_of_words_are_put_right_and_no_digit() -> None:
    known = {"iuran", "terakhir", "saldo", "jht", "saldojht"}
    assert spelled("Pembayaran luran Terakhir", known) == "Pembayaran Iuran Terakhir"
    assert spelled("SaldoJht 1l1", known) == "Saldo Jht 1l1"
    assert spelled("12345 678 901", known) == "12345 678 901"


def test_the_readings_cannot_tell_that_it_was_a_picture() -> None:
    (placed,) = joined([STORED["one"]])
    seen = observed(placed, SPOKEN.loaded.vocabulary)
    assert not seen.sight.pictures
    assert not seen.sight.controls
    assert {word.kind for word in seen.sight.words} == {"text"}


# -- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "HEIF"])
def test_pictures_of_each_kind_are_opened(tmp_path: Path, kind: str) -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    path = tmp_path / "saldo"
    Image.new("RGB", (80, 60), "#0a7d4b").save(path, kind)
    assert opened(path, NOW).image.size == (80, 60)


def test_what_is_see_through_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(tmp_path / "a.png")
    assert opened(tmp_path / "a.png", NOW).image.getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "rule"),
    [(b"GIF89a" + bytes(40), "not-a-picture"), (b"no picture", "not-a-picture"), (b"", "not-a-picture")],
)
def test_what_is_no_picture(tmp_path: Path, data: bytes, rule: str) -> None:
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(Failure) as failure:
        opened(tmp_path / "a.png", NOW)
    assert failure.value.rule == rule


def test_half_a_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.effect_noise((200, 200), 60).save(path)
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(Failure) as failure:
        opened(path, NOW)
    assert failure.value.rule == "picture-damaged"


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("Screenshot_20261115-091405.png", "2026-11-15T09:14:05+07:00"),
        ("Screenshot 2026-11-15 at 09.14.05.png", "2026-11-15T09:14:05+07:00"),
        ("IMG-20261115-WA0003.jpg", "2026-11-15T23:59:59+07:00"),
        ("Screenshot_2026-11-15-09-14-05-123_com.bpjstku.jpg", "2026-11-15T09:14:05+07:00"),
        ("Screenshot_20991115-091405.png", None),
        ("12345678901.png", None),
    ],
)
def test_when_a_picture_was_taken(tmp_path: Path, name: str, taken: str | None) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / name)
    found = opened(tmp_path / name, NOW).taken
    assert found == (datetime.fromisoformat(taken) if taken else NOW)


# -- cut-outs ---------------------------------------------------------------------------------------------------------


def test_a_cut_out_holds_the_amount_and_what_stands_right_above_it() -> None:
    image = Image.new("RGB", (400, 800), "white")
    amount, label, far = Box(20, 300, 200, 30), Box(20, 270, 90, 20), Box(20, 20, 90, 20)
    part = cut_out(image, amount, [label, far])
    assert part.height == 60 + 30
    assert part.width == 200 + 30


def test_a_sketch_is_two_pixels_to_a_sign() -> None:
    image = Image.new("RGB", (4, 4), "#102030")
    assert list(sketch(image, 80)) == ["\033[38;2;16;32;48;48;2;16;32;48m\u2580" * 4 + "\033[0m"] * 2


def test_a_picture_for_kitty_is_sent_in_chunks() -> None:
    told = kitty(png(Image.effect_noise((120, 120), 90)))
    assert told.startswith("\033_Ga=T,f=100,m=1;")
    assert told.count("\033_Gm=0;") == 1
    assert all(len(one) < 4200 for one in told.split("\033\\"))
