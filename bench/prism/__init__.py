"""Our snippets, and those of others, against Prism: a mock of the API that we did not write."""
