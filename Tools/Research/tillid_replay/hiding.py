"""Which numbers are not told."""


def hidden_cells(group, least, count, among=frozenset()):
    """Of a group whose sum is known: those below `least`, and more of the smallest as long as what is hidden could be
    worked out, or comes to fewer than `least` together."""
    hidden = {cell for cell in group if cell in among or count(cell) < least}
    if not hidden:
        return hidden
    total = sum(count(cell) for cell in hidden)
    for cell in sorted((cell for cell in group if cell not in hidden), key=count):
        if len(hidden) >= 2 and total >= least:
            break
        hidden.add(cell)
        total += count(cell)
    return hidden
