"""How soon a slow phone takes a line: a quarter of this processor, and slow 3G to the server. No test, since what it says
hangs on the machine: it says how busy that was as well."""
import asyncio
import os
import threading
from contextlib import contextmanager
from pathlib import Path

from cases import case
from organisation import scratch
from phones import Device, until

# There and back in seconds, and bytes a second, as Chromium's own tools have “slow 3G”.
there_and_back, rate = 2.0, 50_000


class Line:
    """Lies between the phone and the server; slow when it is told to be."""

    def __init__(self, port):
        self.port, self.is_slow, self.heard = port, False, threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()
        self.heard.wait()

    async def _serve(self):
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.own = server.sockets[0].getsockname()[1]
        self.heard.set()
        await server.serve_forever()

    async def _connect(self, reader, writer):
        if self.is_slow:
            await asyncio.sleep(there_and_back)
        server = await asyncio.open_connection("127.0.0.1", self.port)
        await asyncio.gather(self._pass(reader, server[1]), self._pass(server[0], writer))

    async def _pass(self, reader, writer):
        try:
            while bytes := await reader.read(65536):
                if self.is_slow:
                    await asyncio.sleep(there_and_back / 2 + len(bytes) / rate)
                writer.write(bytes)
                await writer.drain()
        except OSError:
            pass  # one side has gone
        finally:
            writer.close()


@contextmanager
def between(organisation):
    port, between = organisation.port, Line(organisation.port)
    organisation.port = between.own
    try:
        yield between
    finally:
        organisation.port = port


@case("A line on a slow phone: when the field is there, and when the line is kept, after the app is opened")
def measured(stage):
    with between(stage.organisation) as slow, scratch() as folder:
        device = Device(stage, Path(folder) / "phone").start()
        device.come_in("Langsom Linje")
        device.open("/tonight")
        until(device.page, "!!db && read('meta', meta => meta.getAllKeys(starting('carry:'))).then(all => all.length > 0)", 60)
        for how in ["awake"] * 3 + ["cold"] * 3:
            if how == "cold":
                device.close()
                device.start()
            slow.is_slow = True
            told(how, device.context.new_page())
            slow.is_slow = False
        device.close()


# Counted by the page's own clock from the moment it was asked for, so that what drives the browser does not count.
taken = """async () => {
  const soon = () => new Promise(yes => setTimeout(yes, 5)), round = Math.round;
  const field = () => document.querySelector('form[action="/lines"] textarea');
  while (!field()) await soon();
  const there = performance.now();
  while (document.readyState === 'loading' || !window.indexedDB) await soon();
  field().value = 'kom forbi og drak kaffe, talte om tandlægen og hunden';
  field().dispatchEvent(new Event('input', { bubbles: true }));
  while (!kept) await soon();
  const ready = performance.now();
  field().form.querySelector('button').click();
  while (field().value) await soon();
  const asked = performance.getEntriesByType('navigation')[0];
  return [asked.workerStart, asked.responseStart, there, ready, performance.now()].map(each => round(each));
}"""


def told(how, page):
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto("/tonight", wait_until="commit")
    worker, first, there, ready, kept = page.evaluate(taken)
    print(f"      {how}: ms from the tap: worker {worker}, first byte {first}, field {there}, store open {ready}, line kept {kept}; "
          f"{'carried along' if page.locator('#carried').count() else 'from the server'}; "
          f"load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores", flush=True)
    page.close()
