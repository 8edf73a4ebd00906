import Testing
import Broadcast
