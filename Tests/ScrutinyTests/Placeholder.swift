import Testing
import Scrutiny
