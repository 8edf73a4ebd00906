"""XES: the schema (by two validators), and what a schema cannot say."""

import gzip
import os
import re

from wrong import Wrong, must

# Another schema to hold files to as well, for instance the one that IEEE publishes with the standard.
SCHEMAS = [os.path.join(os.path.dirname(__file__), "log.xsd")] + [
    path for path in [os.environ.get("TILLID_XES_SCHEMA")] if path
]


def validate(tree, path):
    import xmlschema
    from lxml import etree

    for schema in SCHEMAS:
        parsed = etree.XMLSchema(etree.parse(schema))
        if not parsed.validate(tree):
            raise Wrong(f"{path}: {parsed.error_log.last_error}")
        try:
            xmlschema.XMLSchema(schema).validate(tree)
        except xmlschema.XMLSchemaValidationError as error:
            raise Wrong(f"{path}: {error.reason} at {error.path}") from error


def attributes(element):
    found = {child.get("key"): child.get("value") for child in element if child.get("key")}
    must(len(found) == sum(1 for child in element if child.get("key")), f"line {element.sourceline}: a key stands twice")
    return found


def declared(root):
    """Prefixes of keys belong to extensions, classifiers name keys that are global."""
    prefixes = {one.get("prefix") for one in root.findall("extension")}
    keys = {one.get("key") for one in root.iter() if one.get("key")}
    for key in keys:
        must(":" not in key or key.split(":")[0] in prefixes, f"the key {key} has no extension")
    for one in root.findall("classifier"):
        must(set(one.get("keys").split()) <= keys, f"the classifier {one.get('name')} names keys that nothing has")


def check(folder, rows, names):
    """The events of the file are those of the lines, in their order."""
    from lxml import etree

    path = f"{folder}/events.xes.gz"
    tree = etree.parse(gzip.open(path))
    validate(tree, path)
    root = tree.getroot()
    declared(root)
    zones = [re.search(r"(Z|[+-]\d\d:\d\d)$", one.get("value")) for one in root.iter("date")]
    must(all(zones), f"{path}: a date has no zone")
    expected = {}
    for row in rows:
        row = dict(zip(names, row))
        expected.setdefault(row["participant"], []).append(row)
    traces = root.findall("trace")
    must([attributes(one).get("concept:name") for one in traces] == sorted(expected), f"{path}: traces")
    for trace in traces:
        events = [attributes(event) for event in trace.findall("event")]
        told = expected[attributes(trace)["concept:name"]]
        must(len(events) == len(told), f"{path}: events of a trace")
        times = [event.get("time:timestamp", "") for event in events]
        must(times == sorted(set(times)), f"{path}: dates do not rise")
        for event, row in zip(events, told):
            for name, value in row.items():
                key = {"kind": "concept:name", "worker": "org:role"}.get(name, name)
                if name not in ("participant", "worker"):
                    must(event.get(key) == (None if value is None else str(value)), f"{path}: {key} of {row}")
