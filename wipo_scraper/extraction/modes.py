"""Whether a page is a news report, an interview or a speech."""
