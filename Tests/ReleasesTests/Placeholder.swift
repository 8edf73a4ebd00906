import Testing
import Releases
