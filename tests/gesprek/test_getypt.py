from zkl_bot.gesprek.getypt import Getypt


def test_take_gives_the_words_as_they_were_typed_and_blanks_them() -> None:
    words = Getypt("Overleg  Op Dinsdag")
    assert words.take(11, 18) == "Dinsdag"
    assert words.left == "overleg op        "


def test_voor_and_na_are_what_is_left_around_what_was_understood() -> None:
    words = Getypt("Wonen op dinsdag van 10:00 in Haarlem")
    words.take(9, 16)
    words.take(21, 26)
    assert (words.voor, words.na) == ("Wonen", "in Haarlem")


def test_na_keeps_what_stands_between() -> None:
    words = Getypt("dinsdag in Haarlem om 10:00, zaal 2")
    words.take(0, 7)
    words.take(22, 27)
    assert words.na == "in Haarlem zaal 2"
