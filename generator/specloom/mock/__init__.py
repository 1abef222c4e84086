"""A server that plays an API: it holds every request against the description, and answers as documented."""

from specloom.mock.model import Answer, Fault, Place, Received, Verdict
from specloom.mock.replay import Replay
from specloom.mock.server import MockServer
from specloom.mock.service import Mock
from specloom.mock.trouble import Trouble

__all__ = ["Answer", "Fault", "Mock", "MockServer", "Place", "Received", "Replay", "Trouble", "Verdict"]
