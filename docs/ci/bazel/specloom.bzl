"""`specloom_files`: what specloom makes of a description, as an action that declares every file it writes.

Copy this file into your repository. The action reads the files of `srcs` and nothing else, uses no network, no shell and
no variable of the environment, and gives the same bytes wherever it runs.
"""

def _specloom_files_impl(ctx):
    outputs = [ctx.actions.declare_file(path) for path in ctx.attr.outs]
    folders = [ctx.bin_dir.path, ctx.label.workspace_root, ctx.label.package, ctx.attr.out]
    ctx.actions.run(
        executable = ctx.executable.specloom,
        arguments = [
            "generate",
            "--quiet",
            "--config",
            ctx.file.config.path,
            "--out",
            "/".join([folder for folder in folders if folder]),
        ] + ctx.attr.arguments,
        inputs = [ctx.file.config] + ctx.files.srcs,
        outputs = outputs,
        mnemonic = "Specloom",
        progress_message = "Generating %s" % ctx.label,
    )
    return [DefaultInfo(files = depset(outputs))]

specloom_files = rule(
    implementation = _specloom_files_impl,
    attrs = {
        "arguments": attr.string_list(doc = "More arguments of `specloom generate`, like --strict."),
        "config": attr.label(allow_single_file = True, mandatory = True, doc = "specloom.yaml"),
        "out": attr.string(default = "generated", doc = "The output folder, as the config calls it."),
        "outs": attr.string_list(
            mandatory = True,
            doc = "Every file that is written: SPECLOOM_OUTPUTS of `specloom list-outputs --format bazel`.",
        ),
        "specloom": attr.label(
            allow_files = True,
            cfg = "host",
            executable = True,
            mandatory = True,
            doc = "The program; with rules_python, a `py_console_script_binary` of the package specloom. Or a file that can be run.",
        ),
        "srcs": attr.label_list(
            allow_files = True,
            doc = "Whatever the config leads to: descriptions and all that they refer to, overlays, captures, scenarios.",
        ),
    },
)
