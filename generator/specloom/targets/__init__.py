"""Targets: each plans one kind of output from the IR and the calls. A target never imports another one."""
