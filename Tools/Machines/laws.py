"""What must hold on all machines when nothing is on its way any more. Each law answers with a sentence, or with nothing."""
import json
from concurrent.futures import ThreadPoolExecutor

import logs


def same_events(machines):
    """The same ids with the same leaf hashes on all machines that keep all; nothing twice."""
    everything, held = {}, {}
    for machine in machines:
        records = machine.records
        held[machine] = {record.id: record.leaf for record in records}
        if len(held[machine]) < len(records):
            return f"{machine} has {len(records) - len(held[machine])} events twice"
        for id, leaf in held[machine].items():
            if everything.setdefault(id, leaf) != leaf:
                return f"{id} is on {machine} with another hash than elsewhere"
    for machine in machines:
        if machine.keeps_all and (lacking := everything.keys() - held[machine].keys()):
            return f"{machine} lacks {len(lacking)} of {len(everything)} events, such as {min(lacking)}"
    return None


def nothing_lost(machines):
    """Whatever a writer was told is saved, is on every machine that keeps all."""
    told = {id: leaf for machine in machines for id, leaf in machine.acknowledged.items()}
    for machine in machines:
        if machine.keeps_all:
            here = {record.id: record.leaf for record in machine.records}
            lost = [id for id, leaf in told.items() if here.get(id) != leaf]
            if lost:
                return f"{machine} has lost {len(lost)} of {len(told)} acknowledged events, such as {min(lost)}"
    return None


def same_views(machines):
    """What each view holds, byte for byte."""
    whole = [machine for machine in machines if machine.keeps_all]
    try:
        with ThreadPoolExecutor(2) as pool:
            told = list(pool.map(lambda machine: machine.told("status", "--contents"), whole))
    except RuntimeError as busy:  # views are behind, and the daemon is about to fold them
        return str(busy)
    for machine, status in zip(whole, told):
        differing = [view for view, hash in status["contents"].items() if hash != told[0]["contents"].get(view)]
        if differing:
            return f"{machine} shows other {', '.join(differing)} than {whole[0]}"
        if any(view["isStale"] for view in status["views"]):
            return f"{machine} reads by older words than those that were adopted"
        behind = [view["view"] for view in status["views"] if view["behind"]]
        if behind:
            return f"on {machine}, {', '.join(behind)} are behind the log"
    return None


def same_keys(machines):
    """Every key that one machine has, all have that keep all; and destroyed is destroyed everywhere."""
    held = {machine: logs.keys(machine.folder) for machine in machines}
    everybody = set().union(*held.values())
    for handle in everybody:
        gone = [machine for machine in machines if held[machine].get(handle) is False]
        opens = [machine for machine in machines if held[machine].get(handle)]
        if gone and opens:
            return f"{handle} was erased, and {opens[0]} still has the key"
        lacking = [machine for machine in machines if machine.keeps_all and handle not in held[machine]]
        if lacking:
            return f"{lacking[0]} has no key of {handle}"
    return None


def scopes(machines):
    """A machine of a region has the records and keys of its participants, and of the organisation, and no others."""
    # Each is read once: what is written while they are read is looked at the next time.
    read = {machine: machine.records for machine in machines}
    everything = {record.id: record for records in read.values() for record in records}
    for machine in machines:
        if not machine.keeps_all:
            homes, here = machine.bench.homes, {record.id for record in read[machine]}
            wanted = [record for record in everything.values() if homes.keeps(machine.region, record)]
            if lacking := [record for record in wanted if record.id not in here]:
                return f"{machine} lacks {len(lacking)} of {len(wanted)} events of its region, such as {lacking[0].id}"
            if strange := [id for id in here if homes.is_strange(machine.region, everything[id])]:
                return f"{machine} has {len(strange)} events that are not of its region, such as {min(strange)}"
            keys = {handle for handle, opens in logs.keys(machine.folder).items() if opens}
            if strange := [handle for handle in keys if homes.is_strange_key(machine.region, handle)]:
                return f"{machine} has {len(strange)} keys of participants of other regions, such as {min(strange)}"
    return None


def receipts(machines):
    """Each machine has said that it destroyed the key of whoever was erased; and nobody's events part."""
    for machine in machines:
        if machine.keeps_all:
            report = machine.told("machines")
            if report["unconfirmed"]:
                first = report["unconfirmed"][0]
                return f"{machine} says that {', '.join(first['machines'])} did not confirm the erasure {first['erasure']}"
            parted = [row for row in report["rows"] if row.get("seen") and row["seen"]["partings"]]
            if parted:
                return f"{machine} says that it parts from {parted[0]['name']} at {parted[0]['seen']['partings'][0]}"
    return None


def verified(machines):
    """Files, tree, ids, keys and bodies, read again on each machine."""
    def one(machine):
        told = json.loads(machine.look("verify", "--json", may_fail=True).split("\n}\n")[0] + "\n}")
        return f"{machine}: {len(told['findings'])} findings, such as {told['findings'][0]}" if told["findings"] else None
    with ThreadPoolExecutor(2) as pool:
        return next((said for said in pool.map(one, machines) if said), None)


# Cheap ones first: the first that does not hold is told while the bench waits.
while_waiting = [same_events, scopes, same_keys, same_views, receipts]
at_the_end = [nothing_lost, verified]
