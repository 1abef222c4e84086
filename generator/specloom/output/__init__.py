"""The disk: an `Output` compared with what is there, then written as a whole or not at all."""

from specloom.output.check import Drift, DriftKind, find_drift, moved_inputs
from specloom.output.files import Inputs, Output, OutputFolder
from specloom.output.guard import check_out_folder
from specloom.output.plan import FolderPlan, Plan, make_plan
from specloom.output.report import Report, report_of
from specloom.output.write import apply

__all__ = [
    "Drift",
    "DriftKind",
    "FolderPlan",
    "Inputs",
    "Output",
    "OutputFolder",
    "Plan",
    "Report",
    "apply",
    "check_out_folder",
    "find_drift",
    "make_plan",
    "moved_inputs",
    "report_of",
]
