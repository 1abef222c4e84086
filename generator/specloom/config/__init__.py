"""The config: what to read, what to make of it and where to put it.

`specloom.config.job` holds the values that the pipeline works from; `specloom.config.load` makes them from
`specloom.yaml` or from the command line's arguments. Only the second one knows pydantic and YAML, so that the first
costs nothing to import.
"""

from specloom.config.job import CredentialVariables, Job, SourceSettings, TargetSettings

__all__ = ["CredentialVariables", "Job", "SourceSettings", "TargetSettings"]
