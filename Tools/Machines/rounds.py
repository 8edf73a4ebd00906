"""Rounds of mixed misfortune, drawn from a seed: what a fleet meets in a bad month, in a minute."""
import random

links = "cut", "silent", "slow", "torn"
machines = "broker killed", "daemon killed", "stream wiped", "restarted"
people = "note", "note", "note", "consent", "erase", "fill"


def mixed(number, seed):
    """One round as a scenario: four to eight things befall it, and then all is mended."""
    def act(fleet):
        chance = random.Random(f"{seed}/{number}")
        for _ in range(chance.randint(4, 8)):
            befall(fleet, chance, chance.choice(links + machines + people + people))
            fleet.pause(chance.uniform(0, 2))
    act.__name__ = f"round-{number}"
    act.sentence = f"Round {number} of seed {seed}"
    return act


def befall(fleet, chance, what):
    one, other = chance.sample(fleet.all, 2)
    link = fleet.links.between(one.name, other.name)
    fleet.story.append(f"{what} {one} {other}")
    match what:
        case "cut": fleet.links.cut(one.name, other.name)
        case "silent": fleet.links.silence(one.name, other.name)
        case "slow": link.delay, link.pace = chance.uniform(0, 0.3), chance.choice([20_000, 200_000])
        case "torn": fleet.links.cut_after(one.name, other.name, chance.randrange(200_000))
        case "broker killed": one.broker.kill()
        case "daemon killed": one.daemon.kill()
        case "stream wiped": one.wipe_stream()
        case "restarted": one.kill(), one.start()
        case _: told(fleet, chance, what, one)


def told(fleet, chance, what, machine):
    """Something is written. Each name begins on one machine; others know it when they have heard of it."""
    name = f"Gæst {chance.randrange(6)} fra {chance.choice(fleet.all)}"
    match what:
        case "consent": machine.consent(f"Gæst {chance.randrange(6)} fra {machine}")
        case "note": machine.note(f"kom forbi og fik kaffe, {chance.randrange(10**9)}", about=name)
        case "fill": machine.fill(chance.randrange(10**9), chance.randrange(500, 1_500))
        case "erase": machine.run("erase", name, "--yes", may_fail=True)  # whom it does not know it cannot erase
