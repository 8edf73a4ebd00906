"""The network between the machines: a road to each port that others call, which can be cut, silenced, delayed, slowed.

Machines know each other by the address of a road and never by a machine's own port; so all that goes from one to
another passes here. Who is calling is told by the kernel: the calling socket belongs to a process of that machine.
"""
import asyncio
import contextlib
import os
import socket
import threading
from dataclasses import dataclass

chunk = 1 << 17


@dataclass
class Link:
    """What lies between two machines, in both directions."""
    is_up: bool = True
    is_silent: bool = False  # connections stay, and nothing comes through: no signal on a gravel road
    delay: float = 0  # seconds, each way
    pace: float = 0  # bytes a second, each way; 0 is as fast as it goes
    ends_after: int = -1  # bytes until it is cut; below 0 never
    carried: int = 0  # bytes so far


class Links:
    def __init__(self):
        self.links, self.owners, self.roads, self.open = {}, {}, [], {}
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def between(self, one, other):
        return self.links.setdefault(frozenset((one, other)), Link())

    def belongs(self, process_id, machine):
        self.owners[process_id] = machine

    def road(self, machine, told, listening):
        """Others reach the (host, port) at which a machine listens by the one that they were told."""
        async def lay():
            self.roads.append(await asyncio.start_server(
                lambda reader, writer: self._call(machine, listening, reader, writer), *told, limit=4 * chunk))
        self._do(lay())

    # What befalls a link

    def cut(self, one, other):
        self.between(one, other).is_up = False
        self._do(self._drop(frozenset((one, other))))

    def cut_after(self, one, other, count):
        """Cuts in the middle of a transfer: when so many more bytes have passed."""
        self.between(one, other).ends_after = count

    def silence(self, one, other):
        self.between(one, other).is_silent = True

    def mend(self, one, other):
        """As new. What was silent is dropped: bytes were lost on the way."""
        was = self.between(one, other)
        if was.is_silent:
            self._do(self._drop(frozenset((one, other))))
        self.links[frozenset((one, other))] = Link(carried=was.carried)

    def mend_all(self):
        for pair in list(self.links):
            self.mend(*pair)

    def close(self):
        async def end():
            for server in self.roads:
                server.close()
            for pair in list(self.open):
                await self._drop(pair)
            calls = asyncio.all_tasks() - {asyncio.current_task()}
            for call in calls:
                call.cancel()
            await asyncio.wait(calls, timeout=2) if calls else None
        self._do(end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)

    # Inside

    def _do(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(20)

    async def _drop(self, pair):
        for writer in self.open.pop(pair, set()):
            writer.transport.abort()

    async def _call(self, machine, listening, reader, writer):
        pair = frozenset((self._caller(*writer.get_extra_info("peername")), machine))
        link = self.links.setdefault(pair, Link())
        if None in pair or not link.is_up:
            writer.transport.abort()
            return
        with contextlib.suppress(OSError):
            there = await asyncio.open_connection(*listening, limit=4 * chunk)
            ends = {writer, there[1]}
            self.open.setdefault(pair, set()).update(ends)
            await asyncio.gather(self._pump(pair, reader, there[1]), self._pump(pair, there[0], writer))
            self.open.get(pair, set()).difference_update(ends)
        writer.transport.abort()

    async def _pump(self, pair, reader, writer):
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while data := await reader.read(chunk):
                link = self.links[pair]
                while link.is_silent:
                    await asyncio.sleep(0.05)
                    link = self.links[pair]
                if link.delay or link.pace:
                    await asyncio.sleep(link.delay + (len(data) / link.pace if link.pace else 0))
                link.carried += len(data)
                if 0 <= link.ends_after < len(data):
                    link.is_up = False
                    writer.write(data[:link.ends_after])
                    await self._drop(pair)
                    return
                link.ends_after = link.ends_after - len(data) if link.ends_after >= 0 else -1
                writer.write(data)
                await writer.drain()
        writer.transport.abort()

    def _caller(self, host, port):
        """The machine whose process owns the socket that calls from here."""
        caller = f"{socket.inet_aton(host)[::-1].hex().upper()}:{port:04X}"
        inode = next((row[9] for row in _sockets() if row[1] == caller), None)
        for process, machine in list(self.owners.items()):
            with contextlib.suppress(OSError):
                for file in os.scandir(f"/proc/{process}/fd"):
                    with contextlib.suppress(OSError):
                        if os.readlink(file.path) == f"socket:[{inode}]":
                            return machine
        return None


def _sockets():
    with open("/proc/net/tcp", encoding="ascii") as table:
        next(table)
        for line in table:
            yield line.split()
