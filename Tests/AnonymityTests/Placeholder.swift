import Testing
import Anonymity
