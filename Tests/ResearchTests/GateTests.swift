import Research
