"""The parts of `bench.client`: peers, a sample of the document, a worker in their environment, measures, the report."""
