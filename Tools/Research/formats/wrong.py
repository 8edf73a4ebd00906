"""What a check raises when something is not as it should be: one sentence, with the place."""


class Wrong(Exception):
    pass


def must(holds, sentence):
    if not holds:
        raise Wrong(sentence)
