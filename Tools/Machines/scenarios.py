"""All scenarios, in the order in which they are tried."""
import ways  # noqa: F401: each keeps its own under their names
import losses  # noqa: F401
import changes  # noqa: F401
import disks  # noqa: F401
from scenario import scenarios

__all__ = ["scenarios"]
