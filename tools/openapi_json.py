#!/usr/bin/env python3
"""The OpenAPI document from YAML to JSON, for the binary to carry.

    tools/openapi_json.py IN.yaml OUT.json
"""
import json
import os
import sys

import yaml


class Loader(yaml.SafeLoader):
    """Dates stay text: an example day is a string in JSON."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def main() -> None:
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        document = yaml.load(file, Loader=Loader)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"))


main()
