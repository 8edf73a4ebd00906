"""Looks into a machine's log and keys by LMDB itself, not by the program that is tried.

A record is 34 bytes of header and a sealed body (Records in the documentation): type at 1, handle at 2, origin at 18,
sequence at 26. Its leaf is SHA-256 over a zero byte and all of it.
"""
import contextlib
import ctypes
import ctypes.util
import hashlib
from collections import namedtuple

Record = namedtuple("Record", "id type handle leaf")
note, presence, consent_given, erased, stop_opened, stop_counted, stop_cancelled = 1, 2, 8, 10, 11, 12, 13
key_destroyed, participant_moved, organisation = 25, 30, "00" * 16

lmdb = ctypes.CDLL(ctypes.util.find_library("lmdb") or "liblmdb.so.0")
lmdb.mdb_strerror.restype = ctypes.c_char_p
read_only, own_threads, first, last, following = 0x20000, 0x200000, 0, 6, 8
not_found = -30798


class Value(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("data", ctypes.c_void_p)]

    @property
    def bytes(self):
        return ctypes.string_at(self.data, self.size)


def _checked(code):
    if code:
        raise OSError(f"LMDB says: {lmdb.mdb_strerror(code).decode()}")


@contextlib.contextmanager
def table(folder, name):
    """A cursor over one table as it stands now; nothing is written, and nobody waits."""
    env, txn, cursor, dbi = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_uint()
    _checked(lmdb.mdb_env_create(ctypes.byref(env)))
    try:
        _checked(lmdb.mdb_env_set_maxdbs(env, 16))
        _checked(lmdb.mdb_env_set_mapsize(env, ctypes.c_size_t(1 << 40)))
        _checked(lmdb.mdb_env_open(env, str(folder).encode(), read_only | own_threads, 0o600))
        _checked(lmdb.mdb_txn_begin(env, None, read_only, ctypes.byref(txn)))
        _checked(lmdb.mdb_dbi_open(txn, name.encode(), 0, ctypes.byref(dbi)))
        _checked(lmdb.mdb_cursor_open(txn, dbi, ctypes.byref(cursor)))
        yield cursor
        lmdb.mdb_cursor_close(cursor)
    finally:
        if txn:
            lmdb.mdb_txn_abort(txn)
        lmdb.mdb_env_close(env)


def pairs(cursor):
    key, value, step = Value(), Value(), first
    while (code := lmdb.mdb_cursor_get(cursor, ctypes.byref(key), ctypes.byref(value), step)) != not_found:
        _checked(code)
        yield key, value
        step = following


def records(folder):
    """Every record of a data folder, in the order of its positions."""
    with table(folder / "log", "records") as cursor:
        return [_record(value.bytes) for _, value in pairs(cursor)]


def raw_records(folder):
    """(id, bytes as they lie in the log)."""
    with table(folder / "log", "records") as cursor:
        return [(_record(value.bytes).id, value.bytes) for _, value in pairs(cursor)]


def _record(data):
    return Record(f"{data[18:26].hex()}-{int.from_bytes(data[26:34], 'big')}", data[1], data[2:18].hex(),
                  hashlib.sha256(b"\0" + data).digest())


def count(folder):
    with table(folder / "log", "records") as cursor:
        key, value = Value(), Value()
        code = lmdb.mdb_cursor_get(cursor, ctypes.byref(key), ctypes.byref(value), last)
        return 0 if code == not_found else int.from_bytes(key.bytes, "big")


def origin(folder):
    """The machine's own, under which it writes now."""
    with table(folder / "log", "meta") as cursor:
        found = {key.bytes: value.bytes for key, value in pairs(cursor)}
    return found[b"origin"].hex()


def keys(folder):
    """Handle to whether its key is there; one that was destroyed is False for ever."""
    epoch = max((each for each in (folder / "keys").iterdir() if each.name.isdigit()), key=lambda each: int(each.name))
    with table(epoch, "keys") as cursor:
        return {key.bytes.hex(): value.size > 1 for key, value in pairs(cursor)}
