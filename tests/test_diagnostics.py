"""Every code of the catalogue, triggered: `diagnostics/<code>/` holds a small description and the findings as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import difference, lint_case, repair

from specloom.diagnostics.codes import CATALOGUE

ROOT = Path(__file__).parent
CASES = sorted(path for path in (ROOT / "diagnostics").iterdir() if path.is_dir())

ELSEWHERE = {
    "coverage-worse": "behaviour/test_coverage.py::test_worse_coverage_is_told_apart_from_drift",
    "captures-few": "behaviour/test_captures.py::test_too_few_captures_fail_check_alone",
    "capture-failed": "behaviour/test_capture.py::test_a_step_that_fails_ends_the_workflow_and_all_is_taken_away",
    "capture-left": "behaviour/test_capture.py::test_what_cannot_be_taken_away_is_named",
    "capture-refused": "behaviour/test_capture.py::test_a_secret_that_is_left_is_not_written",
    "scenario-unsafe": "behaviour/test_capture.py::test_a_scenario_that_deletes_what_it_did_not_make_is_refused",
    "config-missing": "behaviour/test_cli.py::test_without_config_and_description_the_way_in_is_shown",
    "file-exists": "behaviour/test_cli.py::test_init_replaces_nothing",
    "internal": "behaviour/test_cli.py::test_a_bug_prints_how_to_report_it_and_no_traceback",
    "ledger-invalid": "behaviour/test_coverage.py::test_what_is_no_ledger_is_told",
    "manifest-invalid": "behaviour/test_cli.py::test_a_damaged_manifest_is_told",
    "output-broken": "unit/output/test_edits.py::test_a_broken_file_is_told_and_nothing_is_written",
    "output-conflict": "unit/output/test_edits.py::test_edits_that_meet_stop_the_run_and_say_where",
    "name-kept": "behaviour/test_published_names.py::test_a_new_operation_id_upstream_renames_nothing",
    "name-moved": "behaviour/test_published_names.py::test_an_accidental_rename_is_refused_until_it_is_accepted",
    "name-renamed": "behaviour/test_published_names.py::test_a_name_of_the_config_is_an_explicit_rename",
    "name-reused": "behaviour/test_published_names.py::test_the_name_of_what_is_gone_is_not_taken_in_silence",
    "names-invalid": "behaviour/test_published_names.py::test_a_damaged_ledger_is_told",
    "output-edited": "behaviour/test_cli.py::test_an_edit_stops_generate_and_is_named",
    "output-foreign": "unit/output/test_write.py::test_a_foreign_file_in_the_way_stops_the_run",
    "output-locked": "unit/output/test_killed.py::test_a_second_run_that_waits_in_vain_says_so",
    "waiver-expired": "changes/test_command.py::test_a_waiver_counts_until_its_last_day",
    "waiver-unused": "changes/test_command.py::test_a_waiver_that_accepts_nothing_is_told",
    "output-unsafe": "unit/output/test_guard.py::test_a_file_is_refused",
    "output-unwritable": "unit/output/test_write.py::test_a_full_disk_while_staging_leaves_the_old_tree",
    "remote-pin": "unit/source/test_remote.py::test_without_a_pin_the_line_to_add_is_shown",
    "snippet-wrong": "behaviour/test_verify.py::test_a_wrong_snippet_is_a_finding",
    "target-failed": "behaviour/test_packaged_targets.py::test_a_target_that_fails_is_told_and_writes_nothing",
    "target-unusable": "behaviour/test_packaged_targets.py::test_what_is_no_target_is_told",
    "template-broken": "behaviour/test_templates.py::test_a_broken_override_is_told_with_its_line",
    "template-changed": "behaviour/test_templates.py::test_a_change_of_ours_is_shown",
    "template-field-unknown": "behaviour/test_templates.py::test_a_field_that_is_not_there_is_told_without_rendering",
    "template-outdated": "behaviour/test_templates.py::test_an_override_for_an_older_contract_is_told_with_the_difference",
    "template-unknown": "behaviour/test_templates.py::test_a_file_that_names_no_template_is_told",
    "template-unmarked": "behaviour/test_templates.py::test_an_override_without_a_first_line_is_for_no_stated_contract",
    "template-unreadable": "behaviour/test_templates.py::test_what_cannot_be_read_is_told",
    "tool-missing": "behaviour/test_verify.py::test_a_tool_that_is_not_there",
    "validator-limit": "behaviour/test_cli.py::test_lint_goes_on_where_the_validator_takes_too_long",
    "vendor-drift": "vendor/test_proof.py::test_what_differs_is_named",
    "vendor-edited": "vendor/test_commands.py::test_an_edit_stops_it_and_is_named",
    "vendor-license": "vendor/test_commands.py::test_no_licence_is_said",
    "vendor-source": "vendor/test_commands.py::test_a_file_that_is_not_what_the_manifest_says_is_refused",
    "vendor-unreachable": "vendor/test_commands.py::test_a_repository_that_is_not_there_is_no_drift",
    "vendor-use-unclear": "vendor/test_commands.py::test_names_that_are_put_together_keep_everything",
    "vendor-use-unreadable": "vendor/test_commands.py::test_code_that_is_no_python_stops_it",
    "version-mismatch": "behaviour/test_settings.py::test_a_pin_of_another_version_refuses_to_work",
    "usage": "behaviour/test_cli.py::test_bad_usage",
}
"""Codes that no description can trigger, and the test that does."""


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case(folder: Path, update_golden: bool) -> None:
    case = lint_case(folder)
    path = folder / "expected.txt"
    if update_golden:
        path.write_text(case.messages, encoding="utf-8")

    assert folder.name in case.codes
    found = difference({"expected.txt": path.read_text(encoding="utf-8")}, {"expected.txt": case.messages})
    assert not found, found + repair(f"tests/test_diagnostics.py -k {folder.name}")


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    assert {folder.name for folder in CASES} | set(ELSEWHERE) == set(CATALOGUE)


@pytest.mark.parametrize("place", ELSEWHERE.values())
def test_the_tests_of_the_other_codes_exist(place: str) -> None:
    file, _, name = place.partition("::")

    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")
