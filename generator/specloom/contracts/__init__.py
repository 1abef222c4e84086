"""What each template is given: its contract, derived from the views; its versions; and what overrides were made for."""
