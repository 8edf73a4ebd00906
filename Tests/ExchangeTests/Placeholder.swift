import Testing
import Exchange
