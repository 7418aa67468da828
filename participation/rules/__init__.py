"""Pure rules: values and a time in, values or a refusal out."""
