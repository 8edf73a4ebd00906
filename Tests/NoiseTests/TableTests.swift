import Noise
import Releases
import Testing
