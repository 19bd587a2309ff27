"""The door of the lab: who may ask at all, looked at before any route is.

The name in ``Host`` must be this lab's, so that no page elsewhere can reach it under a name of its own (rebinding); the
``Origin`` of a browser's request must be the lab's own page; a lab that others can reach asks for its token; a body has
at most so many bytes, counted as they come.
"""

import hmac

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from glasshouse.lab.refusals import NO_ENTRY, TOO_LARGE, Refusal, refused
from glasshouse.lab.settings import Settings

COOKIE = "glasshouse"
UNNAMED = 401
"""Who asks is not known."""
POLICY_VIOLATED = 1008
"""What closes a WebSocket that may not be opened."""
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self' ws://{host}; frame-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, no text run as a program. Style elements are allowed: an editor makes its own."""
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-popups"
)
"""The page of a run needs its own style and nothing more."""


class Guard:
    """Looks at every request and at every opening of a WebSocket; passes it on, or refuses it politely."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Stand before an application."""
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on if it may come in."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        fault = self.fault_of(scope, headers)
        if fault is not None:
            await self.turn_away(fault, scope, receive, send)
        elif scope["type"] == "http" and self.brings_token(scope):
            await self.let_in(scope, receive, send)
        elif scope["type"] == "http":
            parts = await body_of(receive, self.settings.limits.body_bytes)
            if parts is None:
                await self.turn_away(too_large(self.settings.limits.body_bytes), scope, receive, send)
            else:
                await self.app(scope, again(parts, receive), sealed(send, headers.get("host", "")))
        else:
            await self.app(scope, receive, send)

    def fault_of(self, scope: Scope, headers: Headers) -> Refusal | None:
        """Return why a request may not come in, or None."""
        host = headers.get("host", "")
        if host not in self.settings.hosts or len(headers.getlist("host")) != 1:
            return Refusal(NO_ENTRY, "G901", f"this lab is not called `{host[:80]}`",
                           "a page elsewhere could reach a lab under a name of its own",
                           f"open http://{self.settings.address}:{self.settings.port}/")  # fmt: skip
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return foreign(f"a page of `{origin[:80]}` asks")
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            if not is_visit(scope, headers):
                return foreign("a page of another site asks")
        if self.settings.token is not None and not self.knows_token(scope, headers):
            return Refusal(UNNAMED, "G903", "the token is missing or another",
                           "others can reach this address, so the lab asks who comes",
                           "open the address with the token that `glasshouse lab` printed")  # fmt: skip
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 12 or int(length) > self.settings.limits.body_bytes:
            return too_large(self.settings.limits.body_bytes)
        return None

    def knows_token(self, scope: Scope, headers: Headers) -> bool:
        """Return whether a request carries the token: in its header, its cookie, or the address that was opened."""
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        cookie = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        token = self.settings.token or ""
        return any(equal(given, token) for given in (bearer, cookie)) or self.brings_token(scope)

    def brings_token(self, scope: Scope) -> bool:
        """Return whether the address that was opened is the page's, with the right token."""
        given = scope["query_string"].decode("latin-1").removeprefix("token=")
        return bool(self.settings.token) and scope["path"] == "/" and equal(given, self.settings.token or "")

    async def let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put the token from the address into a cookie that no script reads, and go on without it in the address."""
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(COOKIE, self.settings.token or "", httponly=True, samesite="strict")
        await response(scope, receive, send)

    async def turn_away(self, fault: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request with its fault, and a WebSocket by not opening it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATED, "reason": fault.diagnostics[0].code})
            return
        await refused(fault.status, fault)(scope, receive, sealed(send, ""))


async def body_of(receive: Receive, most: int) -> list[Message] | None:
    """Return the parts of a body, or None where it is larger than is allowed, whatever its header said."""
    parts, left, more = [], most, True
    while more:
        part = await receive()
        left -= len(part.get("body", b""))
        if left < 0:
            return None
        parts.append(part)
        more = part.get("more_body", False)
    return parts


def again(parts: list[Message], receive: Receive) -> Receive:
    """Return a receiver that gives the parts of a body that was read, and then what comes after it."""

    async def receive_again() -> Message:
        return parts.pop(0) if parts else await receive()

    return receive_again


def sealed(send: Send, host: str) -> Send:
    """Return a sender that puts what a browser must keep to on every response."""

    async def send_sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("Content-Security-Policy", PAGE_POLICY.format(host=host))
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return send_sealed


def is_visit(scope: Scope, headers: Headers) -> bool:
    """Return whether somebody follows a link to the page itself, which any site may have."""
    return scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == "/" \
        and headers.get("sec-fetch-mode") == "navigate"  # fmt: skip


def foreign(what: str) -> Refusal:
    """Return the fault of a request that another site's page makes."""
    return Refusal(NO_ENTRY, "G902", what, "the lab answers its own page, and programs that are no page",
                   "open the lab itself")  # fmt: skip


def too_large(most: int) -> Refusal:
    """Return the fault of a body over the limit."""
    return Refusal(TOO_LARGE, "G904", f"the request has more than {most:,} bytes",
                   "a regime is a page or a few; a data set is not taken in", "send less")  # fmt: skip


def equal(given: str, token: str) -> bool:
    """Return whether two tokens are one, in a time that tells nothing of where they part."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())
