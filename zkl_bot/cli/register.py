"""Every command of `zkl-bot`, in the order in which `--help` shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commando:
    """A command: its name, one line of help, and the module with `configure` and `run`.

    The module is imported when the command is given and not before: a question on the terminal
    should not wait for a web server to load.
    """

    naam: str
    uitleg: str
    module: str


COMMANDOS: tuple[Commando, ...] = (
    Commando("serve", "start de dienst: Telegram, web, agenda's en herinneringen", "serve"),
    Commando("ask", "beantwoord een vraag", "ask"),
    Commando("chat", "voer een gesprek in de terminal", "chat"),
    Commando("simulate", "toon elke herinnering die in een periode zou uitgaan", "simulate"),
    Commando("check", "controleer de databestanden", "check"),
    Commando("import", "neem bijeenkomsten over uit een bestand of van een adres", "importeer"),
    Commando(
        "bijeenkomst", "zet bijeenkomsten in de agenda, verplaats en annuleer ze", "bijeenkomst"
    ),
    Commando("opzegging", "leg vast dat een gemeente heeft opgezegd", "opzegging"),
    Commando("gereed", "leg vast dat een deadline of de evaluatie gereed is", "gereed"),
    Commando("outbox", "toon wat verstuurd wordt en wat ervan kwam", "outbox"),
    Commando("audit", "toon wie wat heeft gewijzigd", "audit"),
    Commando("invite", "maak een uitnodiging voor eenmalig gebruik", "invite"),
    Commando("kalender", "schrijf een agenda als iCalendar", "kalender"),
    Commando("backup", "maak een kopie van de database", "backup"),
    Commando("restore", "zet een kopie terug in een lege database", "restore"),
    Commando("migrate", "breng de database naar deze versie", "migrate"),
)
"""To add one: a module in this package, and a line here."""
