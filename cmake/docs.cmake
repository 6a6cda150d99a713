# Filled in with the documentation generator.
