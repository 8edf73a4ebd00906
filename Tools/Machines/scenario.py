"""A scenario is something that befalls a fleet. Afterwards the bench mends what was broken, waits until nothing is on its
way any more, and checks all laws (`laws.py`); a scenario may end with machines dead and links cut."""

scenarios = {}


def scenario(sentence, short=False, shape=(3, 2, 1), fleet="all"):
    """Keeps an act under its name, in the order in which they are tried.

    `short` ones are tried in Tools/test, on a fleet of their own. The others have a fleet of `shape` (hubs, vans,
    regions); those that name the same `fleet` are tried on one, one after another.
    """
    def keep(act):
        act.sentence, act.short, act.shape, act.fleet = sentence, short, shape, fleet
        scenarios[act.__name__] = act
        return act
    return keep
