import Testing
import Noise
