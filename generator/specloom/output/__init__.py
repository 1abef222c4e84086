"""The disk: an `Output` compared with what is there, then written as a whole or not at all."""

from specloom.output.check import Drift, DriftKind, find_drift, moved_inputs
from specloom.output.differences import DiffLimit
from specloom.output.files import Edits, FileOrigin, Inputs, Output, OutputFolder
from specloom.output.guard import check_out_folder
from specloom.output.plan import FolderPlan, Plan, make_plan
from specloom.output.reasons import Reason
from specloom.output.remember import remember_texts
from specloom.output.report import Report, report_of
from specloom.output.soundness import broken_files
from specloom.output.write import alone, apply

__all__ = [
    "DiffLimit",
    "Drift",
    "DriftKind",
    "Edits",
    "FileOrigin",
    "FolderPlan",
    "Inputs",
    "Output",
    "OutputFolder",
    "Plan",
    "Reason",
    "Report",
    "alone",
    "apply",
    "broken_files",
    "check_out_folder",
    "find_drift",
    "make_plan",
    "moved_inputs",
    "remember_texts",
    "report_of",
]
