#!/usr/bin/python3
"""Debian's jupyter_kernel_test for our kernel, with every sample given, so that nothing is skipped.

    /usr/bin/python3 benchmarks/kernel/jupyter_test.py -v

SPM_KERNEL names the kernelspec; without it, spm. SPM_PATIENCE is the time in seconds for which the suite waits for a message where its own, 0.1 to 15 s, is
shorter: on a machine that does other things, a late message is no missing one. Needs Debian's python3-jupyter-kernel-test.
"""
import os
import unittest

import jupyter_kernel_test

PATIENCE = float(os.environ.get("SPM_PATIENCE", "0"))


class SpmKernelTests(jupyter_kernel_test.KernelTests):
    flushing = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for channel in (cls.kc.shell_channel, cls.kc.iopub_channel):
            channel.get_msg = cls.patient(channel.get_msg)

    @classmethod
    def patient(cls, get_msg):
        """Waits longer for a message that must come, but not for the end of those that may."""
        return lambda timeout=None: get_msg(timeout=timeout if timeout is None or cls.flushing else max(timeout, PATIENCE))

    def flush_channels(self):
        type(self).flushing = True
        try:
            super().flush_channels()
        finally:
            type(self).flushing = False

    kernel_name = os.environ.get("SPM_KERNEL", "spm")
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("oh no");'
    completion_samples = [
        dict(text="Console.WriteL", matches={"WriteLine"}),
        dict(text="Math.Asin", matches={"Asin", "Asinh"}),
        dict(text="#!hel", matches={"help"}),
    ]
    complete_code_samples = ["1 + 1", "var x = 5;", "int Twice(int x) => 2 * x;", "#!help", "Console?"]
    incomplete_code_samples = ["for (var i = 0; i < 3; i++) {", "Console.WriteLine(", "class Sample {"]
    invalid_code_samples = ["var x = = 1;", "1 + ;"]
    code_page_something = "Console.WriteLine?"
    code_generate_error = 'throw new InvalidOperationException("boom");'
    code_execute_result = [
        dict(code="1 + 2 + 3", result="6"),
        dict(code="1 + 2 + 4", result="7"),
        dict(code='Html("<b>x</b>")', mime="text/html", result="<b>x</b>"),
    ]
    code_display_data = [
        dict(code='Display(Html("<b>x</b>"));', mime="text/html"),
        dict(code='Display(Markdown("**x**"));', mime="text/markdown"),
    ]
    code_history_pattern = "1 ? 2 + 3*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "ClearOutput();"


if __name__ == "__main__":
    unittest.main()
