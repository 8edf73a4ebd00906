"""Many helpers at once: each request is due at its time whether those before are done or not, and is timed from then.

usage: asking.py < plan.json: {"port", "seconds", "connections", "kinds": [{"name", "rate", "requests": [[method, path,
headers, body]…]}]}; prints what was measured as JSON. A line that is sent gets an id of its own in place of `{{id}}`.
"""
import asyncio
import gc
import itertools
import json
import random
import sys
import time


class Kind:
    """So many a second of one sort of request, at moments as chance has it."""

    def __init__(self, plan, seconds, seed):
        self.name, self.requests = plan["name"], plan["requests"]
        chance = random.Random(seed)
        self.due = sorted(chance.uniform(0, seconds) for _ in range(round(plan["rate"] * seconds)))
        self.chosen = [chance.randrange(len(self.requests)) for _ in self.due]
        self.took, self.errors, self.bytes = [], [], 0


async def ask(streams, request, number):
    method, path, headers, body = request
    body = body.replace("{{id}}", str(16 * number)).encode()
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    reader, writer = streams
    writer.write(f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    answered = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(answered.partition("content-length:")[2].split("\r\n")[0])
    await reader.readexactly(length)
    return int(answered.split(" ", 2)[1]), length


def connected(port, number):
    """From an address of its own, as devices come: 127.0.0.2 and so on are this machine as well."""
    return asyncio.open_connection("127.0.0.1", port, local_addr=(f"127.0.2.{1 + number}", 0))


async def one(kind, index, number, idle, port, start):
    await asyncio.sleep(max(0, start + kind.due[index] - time.perf_counter()))
    streams = await idle.get()
    try:
        status, length = await ask(streams, kind.requests[kind.chosen[index]], number)
        if status != 200:
            kind.errors.append(status)
        kind.bytes += length
    except (OSError, ValueError, asyncio.IncompleteReadError) as error:
        kind.errors.append(type(error).__name__)
        streams[1].close()
        streams = await connected(port, 0)
    kind.took.append(time.perf_counter() - start - kind.due[index])
    idle.put_nowait(streams)


async def main(plan):
    kinds = [Kind(kind, plan["seconds"], seed) for seed, kind in enumerate(plan["kinds"])]
    idle = asyncio.Queue()
    for connection in range(plan["connections"]):
        idle.put_nowait(await connected(plan["port"], connection))
    order = sorted((due, kind, index) for place, kind in enumerate(kinds)
                   for index, due in enumerate(kind.due) for kind in [place])
    numbers = itertools.count(plan.get("first", 1))
    gc.freeze()
    gc.disable()
    start, running = time.perf_counter() + 0.1, set()
    for due, place, index in order:
        await asyncio.sleep(max(0, start + due - time.perf_counter() - 0.01))
        task = asyncio.ensure_future(one(kinds[place], index, next(numbers), idle, plan["port"], start))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    print(json.dumps({kind.name: figures(kind) for kind in kinds}))


def figures(kind):
    took = sorted(kind.took)
    at = lambda share: took[min(len(took) - 1, int(len(took) * share))]
    return {"count": len(took), "errors": len(kind.errors), "kinds of errors": sorted(set(map(str, kind.errors))),
            "p50": at(0.5), "p99": at(0.99), "most": took[-1], "bytes": kind.bytes / max(1, len(took))}


asyncio.run(main(json.load(sys.stdin)))
