import Testing
import Research
