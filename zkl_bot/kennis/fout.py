"""What is wrong in the data files, said so that its editor can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fout:
    """One fault: in which file, on which line and path, what is wrong and what was expected."""

    bestand: str
    regel: int
    pad: str
    melding: str

    def __str__(self) -> str:
        plaats = f"{self.bestand}:{self.regel}" if self.regel else self.bestand
        return f"{plaats}: {self.pad}: {self.melding}" if self.pad else f"{plaats}: {self.melding}"


class DataFault(Exception):
    """Raised when `data/` cannot be used; `fouten` holds every fault found."""

    def __init__(self, fouten: list[Fout]) -> None:
        self.fouten = sorted(fouten)
        super().__init__("\n".join(map(str, self.fouten)))
