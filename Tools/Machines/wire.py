"""As much of the NATS protocol as the bench needs: to look at streams, and to send what a good machine would not."""
import itertools
import json
import socket
import ssl
import time


class BrokerError(RuntimeError):
    pass


class Wire:
    """One connection to one broker."""

    def __init__(self, port, user="", password="", authority="", host="127.0.0.1"):
        self.socket = socket.create_connection((host, port), timeout=10)
        self.buffer, self.inboxes, self.waiting = b"", itertools.count(1), []
        told = json.loads(self._line()[5:])
        if told.get("tls_required"):
            context = ssl.create_default_context(cafile=authority or None)
            context.check_hostname = False
            self.socket = context.wrap_socket(self.socket, server_hostname=host)
        wish = {"verbose": False, "pedantic": False, "headers": True, "no_responders": True, "name": "bench"}
        if user:
            wish |= {"user": user, "pass": password}
        self._send(f"CONNECT {json.dumps(wish)}\r\nPING\r\n".encode())
        while (line := self._line()) != b"PONG":
            if line.startswith(b"-ERR"):
                raise BrokerError(f"the broker refused the bench: {line.decode()}")
        self.inbox = f"_INBOX.{user or 'bench'}.{time.monotonic_ns()}"
        self._send(f"SUB {self.inbox}.* 1\r\n".encode())

    def close(self):
        self.socket.close()

    def publish(self, subject, data, reply="", headers=None):
        self._send(self._framed(subject, data, reply, headers))

    def ask(self, subject, data=b"", within=5.0, headers=None):
        """The answer's bytes. Raises BrokerError when nobody listens or answers in time."""
        reply = f"{self.inbox}.{next(self.inboxes)}"
        self.publish(subject, data, reply, headers)
        until = time.monotonic() + within
        while time.monotonic() < until:
            heard, status, body = self._message(until)
            if heard == reply:
                if status.startswith("503"):
                    raise BrokerError(f"nobody answers at {subject}")
                return body
        raise BrokerError(f"no answer at {subject} within {within} s")

    def store(self, subject, messages, within=60):
        """Publishes (id or None, bytes) into a stream, and counts what it acknowledged: (kept, known already)."""
        sent = {}
        for id, body in messages:
            reply = f"{self.inbox}.{next(self.inboxes)}"
            sent[reply] = body
            self.publish(subject, body, reply, {"Nats-Msg-Id": id} if id else None)
        kept = known = 0
        until = time.monotonic() + within
        while sent and time.monotonic() < until:
            heard, status, body = self._message(until)
            if sent.pop(heard, None) is None:
                continue
            told = json.loads(body) if body else {"error": status}
            if "error" in told:
                raise BrokerError(f"{subject} was not taken: {told['error']}")
            kept, known = kept + 1, known + bool(told.get("duplicate"))
        return kept, known

    def api(self, verb, wish=None, domain="", within=5.0):
        """A question to JetStream; its answer as a dictionary. Raises BrokerError with its description."""
        prefix = f"$JS.{domain}.API" if domain else "$JS.API"
        told = json.loads(self.ask(f"{prefix}.{verb}", json.dumps(wish).encode() if wish else b"", within))
        if "error" in told:
            raise BrokerError(f"{verb}: {told['error'].get('description')}")
        return told

    # Bytes

    def _framed(self, subject, data, reply, headers):
        if not headers:
            return f"PUB {subject} {reply} {len(data)}\r\n".encode() + data + b"\r\n"
        head = ("NATS/1.0\r\n" + "".join(f"{key}: {value}\r\n" for key, value in headers.items()) + "\r\n").encode()
        return (f"HPUB {subject} {reply} {len(head)} {len(head) + len(data)}\r\n".encode() + head + data + b"\r\n")

    def _send(self, data):
        self.socket.sendall(data)

    def _message(self, until):
        """(subject, status line, body) of the next message; empty when none came in time."""
        while time.monotonic() < until:
            try:
                self.socket.settimeout(max(0.01, until - time.monotonic()))
                line = self._line()
            except TimeoutError:
                break
            if line == b"PING":
                self._send(b"PONG\r\n")
            elif line.startswith(b"-ERR"):
                raise BrokerError(line.decode())
            elif line.startswith((b"MSG", b"HMSG")):
                words = line.decode().split()
                head = int(words[-2]) if line.startswith(b"H") else 0
                self.socket.settimeout(10)
                body = self._bytes(int(words[-1]) + 2)[:-2]
                status = body[:head].split(b"\r\n")[0].decode()[9:] if head else ""
                return words[1], status, body[head:]
        return "", "", b""

    def _line(self):
        while b"\r\n" not in self.buffer:
            self._more()
        line, self.buffer = self.buffer.split(b"\r\n", 1)
        return line

    def _bytes(self, count):
        parts, have = [self.buffer], len(self.buffer)
        while have < count:
            part = self.socket.recv(1 << 20)
            if not part:
                raise BrokerError("the broker closed the connection")
            parts.append(part)
            have += len(part)
        whole = b"".join(parts)
        self.buffer = whole[count:]
        return whole[:count]

    def _more(self):
        part = self.socket.recv(1 << 16)
        if not part:
            raise BrokerError("the broker closed the connection")
        self.buffer += part
