"""What befalls the disk of a machine."""
import shutil
import subprocess
import time
from pathlib import Path


class Disk:
    """Part of `Machine`."""

    def wipe_stream(self):
        """The broker's store is gone, and the broker comes back."""
        self.broker.kill()
        shutil.rmtree(self.store)
        self.start_broker()

    def lose_everything(self):
        """The machine burns."""
        self.kill()
        shutil.rmtree(self.folder)
        Path(f"{self.folder}.key").unlink()

    # Backups and images

    def back_up(self):
        self.backup = self.home / f"backup-{time.monotonic_ns()}"
        self.run("backup", self.backup, "--keys", f"{self.backup}.keys")

    def put_back(self):
        """From the backup, as Operating tells it: a new folder, which asks to be let in again."""
        old = self.home / f"old-{time.monotonic_ns()}"
        self.kill()
        self.folder.rename(old)
        Path(f"{self.folder}.key").rename(f"{old}.key")
        self.look("restore", self.backup, "--keys", f"{self.backup}.keys")
        for kept in ("machine", "broker"):
            if (old / kept).exists() and not (self.folder / kept).exists():
                shutil.copytree(old / kept, self.folder / kept)
        self.start()

    def image(self):
        """A copy of the whole disk, made while nothing ran."""
        image = self.home / "image"
        with self.resting():
            shutil.rmtree(image, ignore_errors=True)
            shutil.copytree(self.folder, image, ignore=shutil.ignore_patterns("door"))  # a socket is no file
        return image

    def put_image_back(self, image):
        self.kill()
        shutil.rmtree(self.folder)
        shutil.copytree(image, self.folder)
        self.start()

    # The broker's store

    @property
    def store(self):
        return self.folder / "broker" / "store"

    def copy_store(self):
        copy = self.home / f"store-{time.monotonic_ns()}"
        self.broker.stop()
        shutil.copytree(self.store, copy)
        self.start_broker()
        return copy

    def put_store_back(self, copy):
        self.broker.kill()
        shutil.rmtree(self.store)
        shutil.copytree(copy, self.store)
        self.start_broker()

    # One that is full

    def small_disk(self, megabytes):
        """Its folder is to lie on a disk of its own. Seen by the bench alone, which has a namespace for it (Tools/machines)."""
        disk = self.home / "disk"
        disk.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", disk], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"no small disk could be made: {done.stderr.strip()}; where namespaces are not allowed to "
                               "this user, run Tools/machines as another or without this scenario")
        self.folder = disk / "data"

    def fill_disk(self):
        """All but 64 kilobytes, by a file that has nothing to do with us."""
        room = shutil.disk_usage(self.folder).free - (64 << 10)
        (self.folder.parent / "else").write_bytes(bytes(max(0, room)))

    def make_room(self):
        (self.folder.parent / "else").unlink()

    def try_until_refused(self, lines):
        """What the program says of the first line that it does not take; empty when it took all."""
        for line in lines:
            try:
                self.note(line)
            except RuntimeError as refused:
                return str(refused)
        return ""
