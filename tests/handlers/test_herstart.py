from pathlib import Path

from tests.handlers.draaiend import draaiend, make_api

STAPPEN = (
    ("/start {code}", "Gelukt"),
    ("/bijeenkomst", "Wat voor bijeenkomst wordt het?"),
    ("!Portefeuillehoudersoverleg", "Waar gaat het over?"),
    ("wonen", "Op welke dag?"),
    ("di 12 jan 19.30", "Waar is het?"),
    ("<b>Raadhuis</b>", "Welke acties staan op de agenda?"),
    ("5", "Is er een link naar de stukken?"),
    ("!Geen link", "Zo komt het in de agenda:"),
    ("!Zet in de agenda", "✅ Staat in de agenda."),
    ("!Maak ongedaan", "Ongedaan gemaakt"),
)


async def test_bijeenkomst_goes_on_after_a_restart_between_any_two_steps(tmp_path: Path) -> None:
    with make_api() as api:
        code = ""
        for getypt, antwoord in STAPPEN:
            async with draaiend(api, tmp_path) as bot:
                code = code or bot.invite("griffie")
                if getypt.startswith("!"):
                    gekregen = await bot.drukt(1, getypt[1:])
                else:
                    gekregen = await bot.typt(1, getypt.format(code=code))
                assert gekregen[0].bare.startswith(antwoord)
                # Else the next process is given all that came before once more, as a flood.
                await bot.until(lambda: not api.waiting())


async def test_what_was_typed_while_it_was_down_is_answered_once(tmp_path: Path) -> None:
    with make_api() as api:
        async with draaiend(api, tmp_path) as bot:
            await bot.typt(1, "/bronnen")
        api.push_message(1, "Wie trekt actie 9?")
        async with draaiend(api, tmp_path) as bot:
            await bot.until(lambda: len(api.deliveries) == 2)
        async with draaiend(api, tmp_path) as bot:
            await bot.settled()
        assert [d.bare.splitlines()[0][:12] for d in api.deliveries] == [
            "Hier komen m",
            "Haarlem trek",
        ]
