"""The door of the workbench: who may come in, from where, and what every answer carries."""

from __future__ import annotations

import ipaddress
import re
import secrets
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "LARGEST_BODY", "Door", "Gate", "is_loopback"]

LARGEST_BODY = 1024 * 1024
"""Bytes that a request may send; a coding takes a thousand."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer carries, errors and files included."""

_HOST = re.compile(
    r"(?:(?P<name>[^\s:\[\]]+)|\[(?P<address>[0-9A-Fa-f:.]+)\])(?::(?P<port>[0-9]{1,5}))?"
)

_READING = ("GET", "HEAD", "OPTIONS")


def is_loopback(host: str) -> bool:
    """Say whether an address can be reached from this machine alone.

    Parameters
    ----------
    host : str
        An address or name.

    Returns
    -------
    bool
        False for any name but ``localhost``.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("192.168.1.5")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@dataclass
class Door:
    """Where the workbench listens, and the secrets that open it.

    Parameters
    ----------
    host : str
        The address bound.
    port : int
        The port bound.
    token : str
        What opens the workbench; drawn anew at every start.
    tickets : set of str
        Further tokens that open it once. One is given to the browser that is started, since
        other users of the machine can read its command line.
    """

    host: str
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    tickets: set[str] = field(default_factory=set)

    @property
    def cookie(self) -> str:
        """The name of the cookie; browsers share cookies between ports, so it names the port."""
        return f"crosscase-{self.port}"

    def address(self, token: str = "") -> str:
        """Return the address of the first page, with the token given or the lasting one."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "") else self.host
        host = "::1" if host == "::" else host
        name = f"[{host}]" if ":" in host else host
        return f"http://{name}:{self.port}/?token={token or self.token}"

    def draw_ticket(self) -> str:
        """Return a token that opens the workbench once."""
        ticket = secrets.token_urlsafe(32)
        self.tickets.add(ticket)
        return ticket

    def knows_host(self, host: str) -> bool:
        """Say whether a Host header names this workbench.

        A name that an attacker owns can be made to lead here (DNS rebinding), so no name will
        do but ``localhost`` and the one bound; nobody can own an address.
        """
        found = _HOST.fullmatch(host)
        if not found or int(found["port"] or 80) != self.port:
            return False
        bare = (found["name"] or found["address"]).lower()
        if is_loopback(self.host):
            # Every loopback address and localhost lead to the same machine.
            return bare in (self.host, "127.0.0.1", "localhost")
        if self.host in ("0.0.0.0", "::"):
            return _is_address(bare) or bare == "localhost"
        return bare == self.host.lower()

    def is_token(self, given: str) -> bool:
        """Compare a token with the one that opens the workbench, in constant time."""
        return secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode())

    def take_ticket(self, given: str) -> bool:
        """Say whether a token opens the workbench once, and use it up."""
        found = [
            one
            for one in tuple(self.tickets)
            if secrets.compare_digest(given.encode("utf-8", "replace"), one.encode())
        ]
        self.tickets.difference_update(found)
        return bool(found)


class _LockedOutError(Exception):
    """Why a request is not let in, with the status that says so."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def _say_no(scope: Scope, refusal: _LockedOutError) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse(
            {"problems": [], "message": refusal.message}, status_code=refusal.status
        )
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>crosscase</title>'
        f"<h1>crosscase</h1><p>{escape(refusal.message)}</p></html>"
    )
    return HTMLResponse(page, status_code=refusal.status)


class Gate:
    """Lets in who holds the token and comes from the workbench itself, and no one else.

    Parameters
    ----------
    app : ASGI application
        What is behind it.
    door : Door
        Where it stands and what opens it.
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        sender = self._with_headers(scope, send)
        try:
            answer = self._admit(scope)
        except _LockedOutError as refusal:
            answer = _say_no(scope, refusal)
        if answer is not None:
            await answer(scope, receive, sender)
            return
        await self.app(scope, _bounded(receive), sender)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if scope["path"].startswith("/static/") and message["status"] < 400:
                    headers["Cache-Control"] = "no-cache"
                else:
                    headers["Cache-Control"] = "no-store"
            await send(message)

        return sender

    def _admit(self, scope: Scope) -> Response | None:
        """Return an answer that needs no application; None when the request may go on."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.door.knows_host(hosts[0]):
            raise _LockedOutError(421, "This is not the address of the workbench.")
        if opened := self._open(scope, headers):
            return opened
        bearer = self._is_bearer(headers)
        if not (bearer or self._has_cookie(headers)):
            raise _LockedOutError(
                401,
                "The workbench is locked. Open the address, with its token, that "
                "`crosscase code` printed when it started.",
            )
        self._refuse_strangers(scope, headers, bearer=bearer)
        return None

    def _open(self, scope: Scope, headers: Headers) -> Response | None:
        """Trade the token in an address for a cookie."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == "token"]
        if not given or scope["method"] != "GET" or scope["path"].startswith("/api/"):
            return None
        if not (self.door.is_token(given[0]) or self.door.take_ticket(given[0])):
            raise _LockedOutError(
                401,
                "This token opens nothing. Every start of `crosscase code` prints a new one, "
                "and the one given to the browser works once.",
            )
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        # A path that begins with two slashes would lead to another host.
        path = "/" + quote(scope["path"].lstrip("/\\"))
        target = path + (f"?{rest}" if rest else "")
        answer: Response
        if headers.get("sec-fetch-site") == "cross-site":
            # The browser sends no strict cookie along a redirect that began elsewhere.
            answer = HTMLResponse(
                '<!doctype html><html lang="en"><meta charset="utf-8"><title>crosscase</title>'
                f'<meta http-equiv="refresh" content="0; url={escape(target)}"></html>'
            )
        else:
            answer = RedirectResponse(target, status_code=303)
        answer.set_cookie(
            self.door.cookie, self.door.token, httponly=True, samesite="strict", path="/"
        )
        return answer

    def _is_bearer(self, headers: Headers) -> bool:
        kind, _, given = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self.door.is_token(given.strip())

    def _has_cookie(self, headers: Headers) -> bool:
        jars = [cookie_parser(line) for line in headers.getlist("cookie")]
        return any(self.door.is_token(jar.get(self.door.cookie, "")) for jar in jars)

    def _refuse_strangers(self, scope: Scope, headers: Headers, *, bearer: bool) -> None:
        """Refuse what another page made the browser send."""
        own = f"http://{headers['host']}".lower()
        origins = headers.getlist("origin")
        site = headers.get("sec-fetch-site", "")
        if any(origin.lower() != own for origin in origins):
            raise _LockedOutError(403, "The request comes from another page.")
        if scope["method"] in _READING:
            visit = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == (
                "navigate",
                "document",
            )
            if site in ("cross-site", "same-site") and not visit:
                raise _LockedOutError(403, "The request comes from another page.")
            return
        if site not in ("", "same-origin", "none") or not (origins or bearer):
            raise _LockedOutError(403, "The request does not say that it comes from the workbench.")
        _refuse_other_bodies(scope, headers)


def _refuse_other_bodies(scope: Scope, headers: Headers) -> None:
    """Refuse what a form can send, and what is too large."""
    length = headers.get("content-length", "0")
    if length.isdecimal() and int(length) > LARGEST_BODY:
        raise _LockedOutError(413, f"The request is larger than {LARGEST_BODY} bytes.")
    empty = length == "0" and "transfer-encoding" not in headers
    kind = headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json" and not (scope["method"] == "DELETE" and empty and not kind):
        raise _LockedOutError(415, "The request has to be application/json.")


def _bounded(receive: Receive) -> Receive:
    """Stop reading a body that is larger than it may be, whatever it says of its length."""
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST_BODY:
            return {"type": "http.disconnect"}
        return message

    return bounded
