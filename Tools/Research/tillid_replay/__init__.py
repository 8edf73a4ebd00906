"""A release of Tillid, read from its files, and the figures of `tillid replay` worked out of them anew.

    from tillid_replay import Release, figures
    release = Release("release")
    print(figures.firsts(release)["rows"][0])
"""

from .release import COLUMNS, Release

__all__ = ["COLUMNS", "Release"]
