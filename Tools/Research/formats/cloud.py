"""CloudEvents by the SDK, and what it does not look at."""

import gzip
import json

from wrong import Wrong, must


def check(folder, rows, names):
    from cloudevents.core.formats.json import JSONFormat
    from cloudevents.core.v1.event import CloudEvent

    path, reader, found = f"{folder}/events.cloudevents.jsonl.gz", JSONFormat(), []
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            try:
                event = reader.read(CloudEvent, line)
            except Exception as error:
                raise Wrong(f"{path}, line {number}: {error}") from error
            data = event.get_data()
            data = json.loads(data) if isinstance(data, (str, bytes)) else data
            subject = event.get_subject()
            must(event.get_id() == f"{subject}-{data['seq']}", f"{path}, line {number}: the id")
            must(event.get_source().startswith("urn:tillid:"), f"{path}, line {number}: the source")
            must(event.get_time().tzinfo, f"{path}, line {number}: a moment without a zone")
            must(int(event.get_extension("sequence")) == data["seq"], f"{path}, line {number}: the sequence")
            must(event.get_type() == "tillid." + data["kind"], f"{path}, line {number}: the type")
            found.append(tuple((data | {"participant": subject}).get(name) for name in names))
    must(found == sorted(rows, key=lambda row: row[:2]), f"{path} is not what the lines say")
