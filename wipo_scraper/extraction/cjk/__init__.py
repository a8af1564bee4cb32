"""Chinese and Japanese: text without spaces, cut along the lexicon and the shapes of names."""
