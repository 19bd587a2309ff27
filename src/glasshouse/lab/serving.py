"""Serving a lab: an address that may be listened at, a token where others can reach it, and the server itself."""

import ipaddress
import re
import secrets
from dataclasses import replace
from pathlib import Path

import uvicorn

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.lab.server import application
from glasshouse.lab.settings import LOOPBACK, Settings

TOKEN = re.compile(r"[A-Za-z0-9_-]{16,200}")
CLOSE_SECONDS = 3


def settings_of(address: str, port: int, token: str | None, folder: Path) -> Settings:
    """Return the settings of a lab; what would leave a door open is refused.

    >>> settings_of("127.0.0.1", 8747, None, Path("runs")).token is None
    True
    """
    found = Settings(address, port, token, folder)
    faults = []
    if not 1 <= port <= 65_535:
        faults.append(Diagnostic("G900", f"--port {port} is no port", "ports are 1 to 65535", "give another --port"))
    if not found.is_loopback and not is_one_address(address):
        faults.append(Diagnostic("G900", f"--address {address[:60]} is not one address of this computer",
                                 "the lab knows itself by its address and refuses every other name",
                                 "give the address by which others reach it, such as 192.168.1.5"))  # fmt: skip
    if token is not None and not TOKEN.fullmatch(token):
        faults.append(Diagnostic("G903", "the token is too short, or not of plain letters",
                                 "whoever guesses it can use the lab",
                                 "give 16 letters or digits at least, or none and one is made"))  # fmt: skip
    if faults:
        raise UserFault(faults)
    if not found.is_loopback and token is None:
        return replace(found, token=secrets.token_urlsafe(24))
    return found


def is_one_address(address: str) -> bool:
    """Return whether an address is one computer's: a name, a wildcard or a range is none.

    >>> [is_one_address(a) for a in ("192.168.1.5", "0.0.0.0", "::", "example.org")]
    [True, False, False, False]
    """
    try:
        return not ipaddress.ip_address(address).is_unspecified
    except ValueError:
        return address in LOOPBACK


def address_of(settings: Settings) -> str:
    """Return the address to open, with the token where there is one."""
    host = f"[{settings.address}]" if ":" in settings.address else settings.address
    return f"http://{host}:{settings.port}/" + (f"?token={settings.token}" if settings.token else "")


def serve(settings: Settings) -> None:
    """Serve until interrupted. A port that is taken raises UserFault."""
    config = uvicorn.Config(
        application(settings), host=settings.address, port=settings.port, log_level="warning", access_log=False,
        server_header=False, ws="websockets-sansio", ws_max_size=4_096, ws_per_message_deflate=False,
        timeout_graceful_shutdown=CLOSE_SECONDS, proxy_headers=False, limit_concurrency=200,
    )  # fmt: skip
    try:
        listening = config.bind_socket()
    except (OSError, SystemExit) as error:
        raise UserFault([Diagnostic("G900", f"{settings.address}:{settings.port} cannot be listened at",
                                    str(getattr(error, "strerror", None) or "it is in use, or not this computer's"),
                                    "give another --port")]) from None  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])
