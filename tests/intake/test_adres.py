"""What may be fetched: never a private address, however it is dressed up."""

import pytest

from zkl_bot.intake.adres import check_adres, is_public
from zkl_bot.intake.opgave import IntakeFault


def to(*ips: str):  # type: ignore[no-untyped-def]
    return lambda host, port: list(ips)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
    ],
)
def test_a_private_address_is_never_fetched(ip: str) -> None:
    assert not is_public(ip)
    with pytest.raises(IntakeFault, match="besloten netwerk"):
        check_adres("https://agenda.example/x.ics", (), to(ip))


@pytest.mark.parametrize("ip", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_a_public_address_may_be_fetched(ip: str) -> None:
    doel = check_adres("https://agenda.example/x.ics", (), to(ip))

    assert (doel.host, doel.port, doel.ip) == ("agenda.example", 443, ip)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(IntakeFault):
        check_adres("https://agenda.example/", (), to("93.184.216.34", "127.0.0.1"))


def test_an_operator_may_allow_a_host_and_port() -> None:
    allowed = ("127.0.0.1:9000",)

    assert check_adres("http://127.0.0.1:9000/a", allowed, to("127.0.0.1")).port == 9000
    for url in ("http://127.0.0.1:9001/a", "http://localhost:9000/a", "http://127.0.0.1/a"):
        with pytest.raises(IntakeFault):
            check_adres(url, allowed, to("127.0.0.1"))


@pytest.mark.parametrize(
    "url",
    [
        "http://agenda.example/x.ics",
        "ftp://agenda.example/x.ics",
        "file:///etc/passwd",
        "https://",
        "https://user:pw@agenda.example/",
        "https://agenda.example:99999/",
        "https://[::1/",
        "webcal://agenda.example/",
    ],
)
def test_only_plain_https_is_fetched(url: str) -> None:
    with pytest.raises(IntakeFault):
        check_adres(url, (), to("93.184.216.34"))


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "017700000001", "localhost"])
def test_odd_spellings_of_this_machine_are_seen_through(host: str) -> None:
    with pytest.raises(IntakeFault):
        check_adres(f"https://{host}/", ())
