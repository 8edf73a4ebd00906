import Testing
import Replay
