"""Recording: scenarios are run against an API, and what it really said is handed to `captures`."""
