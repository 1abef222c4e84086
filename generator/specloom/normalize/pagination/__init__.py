"""Which operations answer page by page: what the config says, what extensions say, what the shape of an operation says."""
