"""Rounds of mixed misfortune, drawn from a seed: what a fleet meets in a bad month, in half a minute.

Ten rounds befall one fleet, and the next fleet has another shape. Round 37 of a seed is seen again by
`--seed N --first 30 --rounds 8`: what went before on its fleet goes before it again.
"""
import contextlib
import random

from befalling import Befalling

shapes = [  # hubs, vans, regions
    (3, 1, 1), (1, 2, 0), (3, 2, 0), (3, 1, 0), (1, 1, 1), (3, 0, 1), (2, 2, 0)]
on_one_fleet = 10


def shape(number, seed):
    """Of the fleet that a round befalls."""
    fleet = number // on_one_fleet
    order = shapes * 2
    random.Random(f"{seed}/shapes/{fleet // len(order)}").shuffle(order)
    return order[fleet % len(order)]


def mixed(number, seed):
    """One round as a scenario: five to nine things befall it, and then all is mended."""
    def act(fleet):
        chance = random.Random(f"{seed}/{number}")
        befalling = Befalling(fleet, chance)
        lines = (f"spillede kort, runde {number}-{line}" for line in range(40))
        phone = befalling.phone().writing(lines, pause=0.1) if chance.random() < 0.3 else contextlib.nullcontext()
        with phone:
            for _ in range(chance.randint(5, 9)):
                befalling.something()
                fleet.pause(chance.uniform(0, 1.5))
            fleet.mend()

    act.__name__ = f"round-{number}"
    act.sentence = f"Round {number} of seed {seed}"
    act.shape, act.fleet = shape(number, seed), number // on_one_fleet
    return act
