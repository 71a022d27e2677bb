"""A small sign-on service for tests: it speaks OpenID Connect as far as Qidi asks, and lies exactly
where a test tells it to. The honest whole is tested against a real one (web/tests/sign_on.test.mjs).
"""
import base64
import hashlib
import hmac
import http.server
import json
import secrets
import threading
import time
import urllib.parse

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

CLIENT, SECRET = "qidi-tests", "a secret/of+tests"


def url64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number64(number: int) -> str:
    return url64(number.to_bytes((number.bit_length() + 7) // 8, "big"))


class RsaKey:
    def __init__(self, name: str):
        self.name, self.key = name, rsa.generate_private_key(65537, 2048)

    def public(self) -> dict:
        numbers = self.key.public_key().public_numbers()
        return {"kty": "RSA", "kid": self.name, "use": "sig", "alg": "RS256",
                "n": number64(numbers.n), "e": number64(numbers.e)}

    def pem(self) -> bytes:
        return self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    def sign(self, data: bytes) -> bytes:
        return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())


class EllipticKey:
    def __init__(self, name: str):
        self.name, self.key = name, ec.generate_private_key(ec.SECP256R1())

    def public(self) -> dict:
        numbers = self.key.public_key().public_numbers()
        return {"kty": "EC", "crv": "P-256", "kid": self.name,
                "x": url64(numbers.x.to_bytes(32, "big")),
                "y": url64(numbers.y.to_bytes(32, "big"))}

    def sign(self, data: bytes) -> bytes:
        r, s = utils.decode_dss_signature(self.key.sign(data, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def signed(header: dict, claims: dict, sign) -> str:
    text = ".".join(url64(json.dumps(part).encode()) for part in (header, claims))
    return text + "." + url64(sign(text.encode()))


class LittleProvider:
    """`issuer` is its address. `keys` are what it publishes; a code is made by `code_for`."""

    def __init__(self):
        self.keys = [RsaKey("first")]
        self.codes = {}  # code -> (challenge, redirect, token)
        self.asked = []  # paths, in order
        self.document = {}  # members that override the honest document
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                provider.answer(self, None)

            def do_POST(self):
                size = int(self.headers["Content-Length"])
                provider.answer(self, urllib.parse.parse_qs(self.rfile.read(size).decode()))

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def settings(self, folder, **more) -> None:
        """Writes the settings of a server that asks this service."""
        secret = folder / "secret"
        secret.write_text(SECRET + "\n", encoding="utf-8")
        secret.chmod(0o600)
        tables = {name: value for name, value in more.items() if isinstance(value, dict)}
        texts = {"issuer": self.issuer, "client_id": CLIENT, "secret_file": "secret",
                 **{name: value for name, value in more.items() if name not in tables}}
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}"
                 for name, value in texts.items()]
        for name, table in tables.items():
            lines.append(f"[{name}]")
            for key, organ in table.items():
                lines.append(f'"{key}" = {{ region = "{organ[0]}", department = "{organ[1]}" }}')
        (folder / "sign-on.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def claims(self, own_nonce: str, **more) -> dict:
        now = int(time.time())
        told = {"iss": self.issuer, "aud": CLIENT, "sub": "person-1", "nonce": own_nonce, "iat": now,
                "exp": now + 300, **more}
        return {name: value for name, value in told.items() if value is not None}

    def code_for(self, address: str, make=None, **claims) -> str:
        """The code that answers a sign-on begun with this address. `make`: (claims) -> token,
        where it shall not be the honest one."""
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
        key = self.keys[0]
        told = self.claims(asked["nonce"], **claims)
        algorithm = "ES256" if isinstance(key, EllipticKey) else "RS256"
        token = make(told) if make else signed({"alg": algorithm, "kid": key.name}, told, key.sign)
        code = secrets.token_urlsafe(16)
        self.codes[code] = (asked["code_challenge"], asked["redirect_uri"], token)
        return code

    def answer(self, handler, form):
        path = urllib.parse.urlsplit(handler.path).path
        self.asked.append(path)
        status, body = 404, {"error": "not_found"}
        if path == "/.well-known/openid-configuration":
            status, body = 200, {
                "issuer": self.issuer, "authorization_endpoint": self.issuer + "/authorize",
                "token_endpoint": self.issuer + "/token", "jwks_uri": self.issuer + "/keys",
                "code_challenge_methods_supported": ["S256"],
                "id_token_signing_alg_values_supported": ["RS256", "ES256"], **self.document}
        elif path == "/keys":
            status, body = 200, {"keys": [key.public() for key in self.keys]}
        elif path == "/token" and form is not None:
            status, body = self.token(handler.headers.get("Authorization", ""), form)
        data = json.dumps(body).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    def token(self, authorization: str, form: dict):
        known = ":".join(urllib.parse.quote(part, safe="") for part in (CLIENT, SECRET))
        if authorization != "Basic " + base64.b64encode(known.encode()).decode():
            return 401, {"error": "invalid_client"}
        challenge, redirect, token = self.codes.pop(form["code"][0], ("", "", ""))
        verifier = form["code_verifier"][0].encode()
        if (url64(hashlib.sha256(verifier).digest()), form["redirect_uri"][0]) != (challenge,
                                                                                   redirect):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": token}


def unsigned(claims: dict) -> str:
    return signed({"alg": "none"}, claims, lambda _: b"")


def with_shared_key(key: RsaKey):
    """A token whose HMAC was made with the public key, as if that were a shared secret."""
    return lambda claims: signed({"alg": "HS256", "kid": key.name}, claims,
                                 lambda data: hmac.digest(key.pem(), data, "sha256"))
