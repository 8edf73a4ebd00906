"""What the bench itself knows of whose participant somebody is: by the machine on which it let them say yes, and to which
region it moved them. It reads no more of a log than the clear headers."""
import logs

of_a_place = {logs.note, logs.presence, logs.stop_opened, logs.stop_counted, logs.stop_cancelled}


class Homes:
    def __init__(self):
        self.regions = {}  # of each handle, all in turn; the last is where they are now
        self.origins = {}  # the region of the machine that writes under it
        self.erased = set()

    def know(self, machines):
        """Under which origins the machines write by now."""
        for machine in machines:
            self.origins[logs.origin(machine.folder)] = machine.region
            self.erased |= {handle for handle, opens in logs.keys(machine.folder).items() if opens is False}

    def see(self, machine, records):
        """Who has a yes here and nowhere before said it here."""
        for record in records:
            if record.type == logs.consent_given:
                self.regions.setdefault(record.handle, [machine.region])

    def move(self, handle, region):
        self.regions.setdefault(handle, [""]).append(region)

    def keeps(self, region, record):
        """Whether a machine of this region must have a record. What concerns somebody erased may have stayed away."""
        if record.handle == logs.organisation or record.type == logs.participant_moved:
            return not self._is_elsewhere(region, record)
        return record.handle not in self.erased and self.regions.get(record.handle, [""])[-1] == region

    def is_strange(self, region, record):
        """Whether it must not have it. The story that it had before somebody moved away, it has."""
        if record.handle == logs.organisation or record.type == logs.participant_moved:
            return self._is_elsewhere(region, record)
        return self.is_strange_key(region, record.handle)

    def is_strange_key(self, region, handle):
        return handle != logs.organisation and region not in self.regions.get(handle, [""])

    def _is_elsewhere(self, region, record):
        return record.type in of_a_place and self.origins.get(record.id.split("-")[0], "") not in ("", region)
