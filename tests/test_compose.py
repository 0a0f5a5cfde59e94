"""compose.yaml keeps to what the Dockerfile, the settings and the proxy promise each other."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import missing
from tests.fakes.compose import (
    ROOT,
    ProxyMissing,
    find_haproxy,
    proxy_config,
    read_compose,
    variables,
)
from zkl_bot.cli.register import COMMANDOS
from zkl_bot.settings import Settings

ENV = {"POSTGRES_PASSWORD": "geheim7"}
OURS = ("zkl", "migrate")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def instruction(name: str) -> str:
    """The last of this instruction in the Dockerfile."""
    found: list[str] = re.findall(rf"^{name} (.+)$", DOCKERFILE, re.MULTILINE)
    return found[-1]


@pytest.fixture
def compose() -> dict[str, Any]:
    return read_compose(ENV)


@pytest.fixture
def services(compose: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = compose["services"]
    return found


def test_there_are_a_database_two_replicas_and_a_proxy(services: dict[str, Any]) -> None:
    assert set(services) == {"db", "migrate", "zkl", "proxy"}
    assert services["zkl"]["deploy"] == {"replicas": 2}
    assert services["db"]["image"].startswith("postgres:")
    assert services["proxy"]["image"].startswith("haproxy:")


def test_each_waits_for_what_it_needs(services: dict[str, Any]) -> None:
    waits = {
        name: {other: how["condition"] for other, how in service.get("depends_on", {}).items()}
        for name, service in services.items()
    }
    assert waits == {
        "db": {},
        "migrate": {"db": "service_healthy"},
        "zkl": {"db": "service_healthy", "migrate": "service_completed_successfully"},
        "proxy": {"zkl": "service_healthy"},
    }
    assert "HEALTHCHECK" in DOCKERFILE
    assert all("healthcheck" in services[name] for name in ("db", "proxy"))


@pytest.mark.parametrize("name", OURS)
def test_what_we_are_told_are_settings_with_values_we_take(
    name: str, services: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = services[name]["environment"]
    assert set(given) <= {f"ZKL_{field.upper()}" for field in Settings.model_fields}
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    settings = Settings(_env_file=None)
    assert settings.sqlalchemy_url == "postgresql+psycopg://zkl:geheim7@db:5432/zkl"
    assert (settings.port, settings.log_format) == (8080, "json")


@pytest.mark.parametrize("name", OURS)
def test_command_is_one_of_ours(name: str, services: dict[str, Any]) -> None:
    (command,) = services[name]["command"]
    assert command in {commando.naam for commando in COMMANDOS}


@pytest.mark.parametrize("name", OURS)
def test_volume_is_where_state_lives(name: str, services: dict[str, Any]) -> None:
    home = services[name]["environment"]["ZKL_HOME"]
    assert services[name]["volumes"] == [f"zkl-home:{home}"]
    assert instruction("VOLUME") == instruction("WORKDIR") == home
    assert f"ZKL_HOME={home}" in DOCKERFILE


def test_ports_meet(compose: dict[str, Any], services: dict[str, Any]) -> None:
    port = services["zkl"]["environment"]["ZKL_PORT"]
    config = compose["configs"]["haproxy"]["content"]
    assert instruction("EXPOSE") == port
    assert f"zkl:{port} check" in config
    assert services["proxy"]["ports"] == ["127.0.0.1:8080:8080"]
    assert "bind :8080" in config


def test_only_the_proxy_is_believed(compose: dict[str, Any], services: dict[str, Any]) -> None:
    (config,) = compose["networks"]["front"]["ipam"]["config"]
    trusted = services["zkl"]["environment"]["ZKL_TRUSTED_PROXIES"].split(",")
    assert trusted[0] == config["subnet"]
    assert f"acl gateway src {trusted[1]}\n" in compose["configs"]["haproxy"]["content"]
    assert services["db"]["networks"] == ["data"]
    assert compose["networks"]["data"] == {"internal": True}


def test_nothing_runs_as_root_or_writes_outside_its_volume(services: dict[str, Any]) -> None:
    for name, service in services.items():
        user = service.get("user") or instruction("USER")
        assert user.split(":")[0].isdigit(), name
        assert user.split(":")[0] != "0", name
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert "privileged" not in service, name
    assert all(services[name]["tmpfs"] for name in ("db", "migrate", "zkl"))


def test_no_secret_and_no_registry_stands_in_it(services: dict[str, Any]) -> None:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert len(re.findall("(?i)password", text)) == text.count("POSTGRES_PASSWORD")
    for service in services.values():
        first, _, rest = service["image"].partition("/")
        assert not rest or ("." not in first and ":" not in first)
    with pytest.raises(KeyError, match="POSTGRES_PASSWORD"):
        read_compose({})


def test_example_names_every_variable() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))
    assert variables() <= named


def test_stopping_is_given_the_time_it_takes(services: dict[str, Any]) -> None:
    assert instruction("STOPSIGNAL") == "SIGTERM"
    assert services["zkl"]["stop_grace_period"] == "15s"


def test_proxy_takes_its_configuration(tmp_path: Path) -> None:
    try:
        program = find_haproxy()
    except ProxyMissing as absent:
        missing(str(absent))
    file = tmp_path / "haproxy.cfg"
    file.write_text(proxy_config(18080, [18081, 18082]), encoding="utf-8")
    command = [program, "-c", "-f", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[ALERT]" not in done.stderr
    assert "[WARNING]" not in done.stderr
