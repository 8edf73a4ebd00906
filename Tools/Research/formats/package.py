"""The manifest: hashes of the files, one flipped byte, and metadata of other kinds where they lie beside it."""

import json
import os
import shutil
import tempfile

from wrong import Wrong, must


def report(path):
    from frictionless import Resource, system

    with open(path) as file:
        manifest = json.load(file)
    errors = []
    with system.use_context(trusted=True):
        for one in manifest["resources"]:
            resource = Resource(path=one["path"], basepath=os.path.dirname(path), hash=one["hash"], bytes=one["bytes"])
            found = resource.validate()
            errors += [f"{one['path']}: {error.message}" for task in found.tasks for error in task.errors]
    return manifest, errors


def check(folder):
    path = f"{folder}/datapackage.json"
    manifest, errors = report(path)
    must(not errors, f"{path}: {errors[:1]}")
    listed = {one["path"] for one in manifest["resources"]}
    there = {os.path.relpath(os.path.join(d, f), folder) for d, _, names in os.walk(folder) for f in names}
    apart = {"datapackage.json", "READ-ME.md", "croissant.json", "datacite.json"}
    must(there - listed <= apart, f"{path} does not list {sorted(there - listed - apart)}")
    flipped(folder, sorted(listed)[0])
    croissant(f"{folder}/croissant.json")
    datacite(f"{folder}/datacite.json")


def flipped(folder, name):
    """A byte that differs must be seen."""
    with tempfile.TemporaryDirectory() as copy:
        copy = shutil.copytree(folder, os.path.join(copy, "release"))
        with open(os.path.join(copy, name), "r+b") as file:
            file.seek(os.path.getsize(file.name) // 2)
            byte = file.read(1)[0]
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte ^ 1]))
        _, errors = report(os.path.join(copy, "datapackage.json"))
        must(errors, f"a flipped byte in {name} is not seen by frictionless")


def croissant(path):
    if not os.path.exists(path):
        return
    import mlcroissant

    try:
        mlcroissant.Dataset(jsonld=path)
    except mlcroissant.ValidationError as error:
        raise Wrong(f"{path}: {error}") from error


def datacite(path):
    if not os.path.exists(path):
        return
    from datacite import schema45

    with open(path) as file:
        for error in schema45.validator.iter_errors(json.load(file)):
            raise Wrong(f"{path}: {error.message}")
