"""What stands outside and receives: a mail server (SMTP with STARTTLS, on the standard library's
sockets alone) and a receiver of webhooks. Both can be told to fail."""
import email
import email.policy
import http.server
import socketserver
import ssl
import subprocess
import threading


def certificate(folder) -> tuple:
    """A certificate for localhost and its key, signed by itself."""
    certificate_file, key_file = folder / "mail.pem", folder / "mail.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                    "-keyout", key_file, "-out", certificate_file],
                   check=True, capture_output=True)
    return certificate_file, key_file


class _Session(socketserver.StreamRequestHandler):
    def say(self, line: str):
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()

    def handle(self):
        outside, recipients, secure = self.server.outside, [], False
        if outside.refuses:
            return self.say("421 later")
        self.say("220 localhost")
        while line := self.rfile.readline():
            word = line.decode("ascii", "replace").strip()
            verb = word.upper().split(" ")[0]
            if verb == "EHLO":
                self.say("250-localhost")
                self.say("250 STARTTLS" if outside.tls and not secure else "250 8BITMIME")
            elif verb == "STARTTLS":
                self.say("220 go")
                self.connection = outside.tls.wrap_socket(self.connection, server_side=True)
                self.rfile = self.connection.makefile("rb")
                self.wfile = self.connection.makefile("wb")
                secure = True
            elif verb == "MAIL" and outside.refuses:
                self.say("451 later")
            elif verb == "RCPT":
                recipients.append(word[word.index("<") + 1:word.index(">")])
                self.say("250 ok")
            elif verb == "DATA":
                self.say("354 go")
                lines = []
                while (text := self.rfile.readline()) != b".\r\n":
                    lines.append(text[1:] if text.startswith(b"..") else text)
                outside.take(recipients, b"".join(lines), secure)
                recipients = []
                self.say("250 ok")
            elif verb == "QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")


class MailServer:
    """Keeps what it was sent as (recipients, message, whether it came over TLS)."""

    def __init__(self, tls=None):
        self.refuses = False
        self.mails = []
        self.came = threading.Condition()
        self.tls = None
        if tls:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(*tls)
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session)
        self._server.daemon_threads = True
        self._server.outside = self
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def take(self, recipients, raw: bytes, secure: bool):
        message = email.message_from_bytes(raw, policy=email.policy.default)
        message.raw = raw
        with self.came:
            self.mails.append((recipients, message, secure))
            self.came.notify_all()

    def wait_for(self, number: int, patience: float = 60) -> list:
        with self.came:
            self.came.wait_for(lambda: len(self.mails) >= number, patience)
            return list(self.mails)

    def close(self):
        self._server.shutdown()
        self._server.server_close()


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
