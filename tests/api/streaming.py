"""A reader of live notices, for the tests of who is told what. interface.md, HTTP."""
import socket

import client


class Stream:
    """One reader of /api/v1/events, its chunks put together."""

    def __init__(self, port: int, asks=None, **headers):
        """As the tests' own client, or as whoever `asks`."""
        self.wire = socket.create_connection(("127.0.0.1", port), timeout=60)
        lines = [b"GET /api/v1/events HTTP/1.1", f"Host: 127.0.0.1:{port}".encode(),
                 b"Accept: text/event-stream"]
        if asks is None:
            lines.append(b"Authorization: Bearer " + client.tokens[port].encode())
        else:
            lines.append(f"Cookie: {client.SESSION}={asks.cookies[client.SESSION]}".encode())
        lines += [f"{name.replace('_', '-')}: {value}".encode() for name, value in headers.items()]
        self.wire.sendall(b"\r\n".join(lines) + b"\r\n\r\n")
        self.file = self.wire.makefile("rb")
        status = int(self.file.readline().split()[1])
        heads = []
        while (line := self.file.readline().strip()) != b"":
            heads.append(tuple(line.decode().split(": ", 1)))
        self.answer = client.Answer(status, heads, b"")
        client.called.add(("GET", "/api/v1/events", status))
        self.comments = 0
        self.text = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.wire.close()

    def piece(self) -> bytes:
        """The next chunk; empty at the end."""
        size = self.file.readline().strip()
        if not size:
            return b""
        data = self.file.read(int(size, 16))
        self.file.readline()
        return data

    def next(self) -> dict:
        """The next event; comments are counted on the way."""
        while True:
            while b"\n\n" not in self.text and b": ok\n" != self.text:
                piece = self.piece()
                if not piece:
                    raise EOFError
                self.text += piece
                if self.text.startswith(b": ok\n"):
                    self.text = self.text[5:].lstrip(b"\n")
                    self.comments += 1
            event, _, self.text = self.text.partition(b"\n\n")
            fields = dict(line.split(": ", 1) for line in event.decode().split("\n")
                          if not line.startswith(":"))
            if fields:
                return fields
            self.comments += 1

    def changed(self) -> dict:
        """The next event of changed cases: notices to people (消息) are told in between."""
        while True:
            event = self.next()
            if event["event"] == "changed":
                return event
