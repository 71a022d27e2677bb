"""The contract as the tests hold answers against it: docs/api/openapi.yaml, every answer validated.

An answer that the document does not know (path, status, content type, field) is a failure, and so
is one without the security headers or with something in it that only we should know
(reliability.md R73, R77).
"""
import datetime
import functools
import json
import re

import jsonschema
import yaml

from serving import ROOT

DOCUMENT = yaml.safe_load((ROOT / "docs/api/openapi.yaml").read_text(encoding="utf-8"))
METHODS = ("get", "put", "post", "delete", "patch")

# Exactly these, on every answer (R73).
SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
POLICY_PARTS = ("default-src 'self'", "object-src 'none'", "base-uri 'none'",
                "frame-ancestors 'none'")

# What an error body must not tell (R77): queries, source files, paths, versions, memory.
LEAKS = re.compile(
    r"sqlite|\bselect\b.+\bfrom\b|\binsert into\b|\bconstraint\b|\.cpp\b|\.h:\d|std::|boost"
    r"|\bbad_alloc\b|\bexception\b|\bassert|traceback|(?<![\w.])/(tmp|root|home|usr|var|etc|work)/"
    r"|0x[0-9a-f]{6,}|\bqidi/\d|\b\d+\.\d+\.\d+\b", re.IGNORECASE)

_formats = jsonschema.FormatChecker(formats=())


@_formats.checks("date", raises=ValueError)
def _is_day(text) -> bool:
    if not isinstance(text, str):
        return True
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) and datetime.date.fromisoformat(text))


@_formats.checks("date-time", raises=ValueError)
def _is_instant(text) -> bool:
    if not isinstance(text, str):
        return True
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", text)
                and datetime.datetime.fromisoformat(text.replace("Z", "+00:00")))


def operations() -> list:
    """(method, path template, operation) of the document."""
    return [(method, path, item[method]) for path, item in DOCUMENT["paths"].items()
            for method in METHODS if method in item]


def person_for(path: str) -> str:
    """The login of the administrator, or of a person, who may ask it where an integration client
    may not; else empty."""
    tags = {tag for operation in DOCUMENT["paths"].get(path, {}).values()
            for tag in operation["tags"]}
    if path == "/api/v1/projects":
        return "unit"
    if "persons" in tags:
        return "head1"
    if tags & {"accounts", "notices", "catalogue"}:
        return "sysadmin"
    return "auditor" if "audit" in tags else ""


def leads_on(operation: dict) -> bool:
    """Whether it answers nothing, but leads a browser on."""
    return "303" in operation["responses"]


def resolve(part: dict) -> dict:
    while "$ref" in part:
        found = DOCUMENT
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part


@functools.lru_cache(maxsize=None)
def _validator(pointer: str):
    schema = {"$ref": pointer, "components": DOCUMENT["components"]}
    return jsonschema.Draft202012Validator(schema, format_checker=_formats)


def faults_of(schema: dict, value) -> list:
    """What is wrong with a value under one of the document's schemas."""
    if "$ref" in schema:
        validator = _validator(schema["$ref"])
    else:
        validator = jsonschema.Draft202012Validator(
            {**schema, "components": DOCUMENT["components"]}, format_checker=_formats)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
            for error in validator.iter_errors(value)]


@functools.lru_cache(maxsize=None)
def _patterns() -> list:
    """Templates as regular expressions; those with fewer captures first."""
    found = []
    for path in DOCUMENT["paths"]:
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))
        found.append((path.count("{"), re.compile(pattern), path))
    return sorted(found, key=lambda one: one[0])


def template_of(path: str):
    """The document's template that a path falls under; None when there is none."""
    for _, pattern, template in _patterns():
        if pattern.fullmatch(path):
            return template
    return None


def operation_of(method: str, path: str):
    """(template, operation or None): literal segments go before captures, as in the server."""
    method = "get" if method == "HEAD" else method.lower()
    for _, pattern, template in _patterns():
        if pattern.fullmatch(path) and method in DOCUMENT["paths"][template]:
            return template, DOCUMENT["paths"][template][method]
    return template_of(path), None


def problem_faults(answer) -> list:
    if answer.header("content-type") != "application/problem+json":
        return [f"an error of type {answer.header('content-type')!r}: {answer.body[:200]!r}"]
    value = json.loads(answer.body)
    faults = faults_of({"$ref": "#/components/schemas/Problem"}, value)
    if value.get("status") != answer.status:
        faults.append(f"status {value.get('status')} in a {answer.status}")
    return faults


def _body_faults(operation: dict, answer) -> list:
    known = operation["responses"]
    if str(answer.status) not in known:
        return problem_faults(answer)
    response = resolve(known[str(answer.status)])
    for name, header in response.get("headers", {}).items():
        if not answer.header(name):
            return [f"no {name}"]
        assert header
    content = response.get("content", {})
    if not content:
        return [f"a body in a {answer.status}"] if answer.body else []
    kind = answer.header("content-type").split(";")[0]
    if kind not in content:
        return [f"content type {kind!r} is not in the document"]
    if kind != "application/json":
        return []
    return faults_of(content[kind]["schema"], json.loads(answer.body))


def header_faults(answer) -> list:
    """Security headers, the same on every answer, with pages and errors among them."""
    faults = [f"{name}: {answer.header(name)!r}" for name, value in SECURITY.items()
              if answer.header(name) != value]
    policy = answer.header("content-security-policy")
    faults += [f"policy without {part}" for part in POLICY_PARTS if part not in policy]
    if "unsafe" in policy:
        faults.append("an unsafe policy")
    if not answer.header("cache-control"):
        faults.append("no Cache-Control")
    if not re.fullmatch(r"[0-9a-f]{16}", answer.header("x-request-id")):
        faults.append("no request id")
    if answer.header("server") or answer.header("x-powered-by"):
        faults.append("tells what it is")
    return faults


def faults_of_answer(method: str, path: str, answer) -> list:
    """Everything that is wrong with an answer."""
    faults = header_faults(answer)
    if method == "HEAD":
        return faults + (["a body after HEAD"] if answer.body else [])
    if method == "OPTIONS" and answer.status == 204:
        return faults + (["a body after OPTIONS"] if answer.body else [])
    if answer.header("content-encoding") == "br":
        return faults  # nothing here can open it
    try:
        text = answer.text if "text" in answer.header("content-type") or \
            "json" in answer.header("content-type") else ""
    except UnicodeDecodeError as error:
        return faults + [f"not UTF-8: {error}"]
    if answer.status >= 400 and LEAKS.search(text):
        faults.append(f"tells too much: {LEAKS.search(text).group(0)!r} in {text[:300]}")
    _, operation = operation_of(method, path)
    if operation is not None:
        return faults + _body_faults(operation, answer)
    if path.startswith(("/api/", "/health/")) or answer.status >= 400:
        return faults + problem_faults(answer)
    return faults
