"""The manifest: hashes of the files, one flipped byte, and metadata of other kinds where they lie beside it."""

import gc
import json
import os
import tempfile
import warnings
import zlib

from wrong import Wrong, must


def faults(descriptor, folder):
    """What frictionless finds: sizes and hashes, and rows where a resource is a table."""
    from frictionless import FrictionlessException, Package

    with warnings.catch_warnings():
        # It leaves its own files open.
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            found = Package.from_descriptor(descriptor, basepath=folder).validate()
        except (OSError, EOFError, zlib.error) as error:
            return [f"a file cannot be unpacked: {error}"]
        except FrictionlessException as error:
            return [reason.message for reason in error.reasons] or [error.error.message]
        finally:
            gc.collect()
    errors = [error.message for error in found.errors]
    return errors + [f"{task.place}: {error.message}" for task in found.tasks for error in task.errors]


def check(folder):
    path = f"{folder}/datapackage.json"
    with open(path) as file:
        manifest = json.load(file)
    errors = faults(manifest, folder)
    must(not errors, f"{path}: {errors[:1]}")
    listed = {one["path"] for one in manifest["resources"]}
    there = {os.path.relpath(os.path.join(d, f), folder) for d, _, names in os.walk(folder) for f in names}
    apart = {"datapackage.json", "schema.json", "READ-ME.md", "croissant.json", "datacite.json"}
    must(there - listed <= apart, f"{path} does not list {sorted(there - listed - apart)}")
    for resource in manifest["resources"]:
        must(resource["hash"].startswith("sha256:"), f"{path}: {resource['path']} has no hash")
        flipped(folder, resource)
    croissant(f"{folder}/croissant.json")
    datacite(f"{folder}/datacite.json")


def flipped(folder, resource):
    """A byte that differs must be seen."""
    with open(f"{folder}/{resource['path']}", "rb") as file:
        contents = bytearray(file.read())
    contents[len(contents) // 2] ^= 1
    with tempfile.TemporaryDirectory() as copy:
        path = os.path.join(copy, resource["path"])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(contents)
        errors = faults({"name": "flipped", "resources": [resource]}, copy)
        must(errors, f"a flipped byte in {resource['path']} is not seen by frictionless")


def croissant(path):
    if not os.path.exists(path):
        return
    with warnings.catch_warnings():
        # What it stands on tells of its own future.
        warnings.simplefilter("ignore", DeprecationWarning)
        import mlcroissant

        try:
            found = mlcroissant.Dataset(jsonld=path)
        except mlcroissant.ValidationError as error:
            raise Wrong(f"{path}: {error}") from error
    issues = [message for message, _ in found.metadata.ctx.issues._warnings]
    # Nobody is named where the policy names nobody.
    issues = [one for one in issues if not any(word in one for word in ("/creator", "/url", "/citeAs"))]
    must(not issues, f"{path}: {issues[:1]}")


def datacite(path):
    if not os.path.exists(path):
        return
    from datacite import schema45

    with open(path) as file:
        for error in schema45.validator.iter_errors(json.load(file)):
            raise Wrong(f"{path}: {error.message}")
