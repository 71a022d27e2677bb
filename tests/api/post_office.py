"""What stands outside and receives: a mail server (SMTP with STARTTLS) and a receiver of webhooks.
Both can be told to fail."""
import email
import email.policy
import http.server
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import threading
import time


def certificate(folder) -> tuple:
    """A certificate for localhost and its key, signed by itself."""
    certificate_file, key_file = folder / "mail.pem", folder / "mail.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                    "-keyout", key_file, "-out", certificate_file],
                   check=True, capture_output=True)
    return certificate_file, key_file


class MailServer:
    """A mail server of its own process, aiosmtpd, which takes nothing without STARTTLS. Keeps what it
    was sent as (recipients, message, whether it came over TLS), in the order in which it came."""

    def __init__(self, tls):
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="qidi-mail-"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        certificate_file, key_file = tls
        self._process = subprocess.Popen(
            ["aiosmtpd", "-n", "-l", f"127.0.0.1:{self.port}", "--tlscert", certificate_file,
             "--tlskey", key_file, "-c", "mail_keeper.MailKeeper", str(self._folder)],
            env={**os.environ, "PYTHONPATH": str(pathlib.Path(__file__).parent)},
            stderr=subprocess.DEVNULL)
        self._read, self.mails = set(), []
        until = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except ConnectionRefusedError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.05)

    @property
    def refuses(self) -> bool:
        return (self._folder / "refuses").exists()

    @refuses.setter
    def refuses(self, now: bool):
        if now:
            (self._folder / "refuses").touch()
        else:
            (self._folder / "refuses").unlink(missing_ok=True)

    def read(self) -> list:
        """All mails so far."""
        came = [path for path in self._folder.glob("*.mail") if path not in self._read]
        for path in sorted(came, key=lambda path: path.stat().st_mtime_ns):
            self._read.add(path)
            told, raw = path.read_bytes().split(b"\n", 1)
            told = json.loads(told)
            message = email.message_from_bytes(raw, policy=email.policy.default)
            message.raw = raw
            self.mails.append((told["recipients"], message, told["secure"]))
        return self.mails

    def wait_for(self, number: int, patience: float = 60) -> list:
        until = time.monotonic() + patience
        while len(self.read()) < number and time.monotonic() < until:
            time.sleep(0.05)
        return list(self.mails)

    def close(self):
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self._folder)


class _Call(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        outside = self.server.outside
        with outside.came:
            status = outside.answers.pop(0) if outside.answers else 200
            outside.calls.append((self.path, dict(self.headers), body, status))
            outside.came.notify_all()
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class WebhookServer:
    """Keeps its calls; `answers` are the next statuses, then 200."""

    def __init__(self):
        self.calls, self.answers = [], []
        self.came = threading.Condition()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Call)
        self._server.outside = self
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def wait_for(self, number: int, patience: float = 60) -> list:
        with self.came:
            self.came.wait_for(lambda: len(self.calls) >= number, patience)
            return list(self.calls)

    def close(self):
        self._server.shutdown()
        self._server.server_close()
