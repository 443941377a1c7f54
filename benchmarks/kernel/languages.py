"""The code that the checks run, in each kernel's language. A value of None means that the kernel has no way to say it."""

PYTHON = dict(
    value="1+1", value_text="2",
    nothing="zz = 1",
    define="alpha_beta = 41\ndef twice(x):\n    'Two times x.'\n    return 2*x",
    read="alpha_beta + 1", read_text="42", local="alpha_beta",
    wrong="undefined_name", error="x = 1\ny = 2\nraise ValueError('boom')", error_name="ValueError", comment="#",
    write="print({!r})", write_error="import sys; print({!r}, file=sys.stderr)",
    many="for i in range(10000): print(i)",
    late="import threading, time\ndef later():\n    time.sleep(0.5)\n    print('late')\nthreading.Thread(target=later).start()",
    display="from IPython.display import display, HTML\ndisplay(HTML('<b>shown</b>'))",
    with_id="from IPython.display import display\nhandle = display('first', display_id='conform')",
    update="handle.update('second')",
    clear="from IPython.display import clear_output\nclear_output(wait=True)",
    page="twice?",
    complete="import os; os.pa", complete_want="path", complete_emoji="s = '\U0001F600'; prin", complete_emoji_want="print",
    inspect="twice", inspect_want="Two times x.",
    complete_code=["1+1", "x = 5"], incomplete_code=["for i in range(3):", "f("], invalid_code=["x = = 1"], indented="for i in range(3):",
    ask="answer = input('name? ')\nprint('got ' + answer)", password="import getpass\nprint('got ' + getpass.getpass('secret? '))",
    loop="print('running', flush=True)\nwhile True: pass", sleep="import time\nprint('running', flush=True)\ntime.sleep(60)",
    wait="import asyncio\nprint('running', flush=True)\nawait asyncio.sleep(60)",
    pause="import time\nprint('running', flush=True)\ntime.sleep(2)",
    hold="import os, time\nprint('running', flush=True)\nwhile not os.path.exists({!r}): time.sleep(0.01)",
    comm_open="from ipykernel.comm import Comm\nchecked = Comm(target_name='checked', data={'a': 1})", comm_send="checked.send({'b': 2})", comm_close="checked.close()",
)

CSHARP = dict(
    value="1+1", value_text="2",
    nothing="var zz = 1;",
    define="var alpha_beta = 41;\n/// <summary>Two times x.</summary>\nint twice(int x) => 2 * x;",
    read="alpha_beta + 1", read_text="42", local="alpha_beta",
    wrong="undefined_name", error="var x = 1;\nvar y = 2;\nthrow new InvalidOperationException(\"boom\");", error_name="InvalidOperationException", comment="//",
    write="Console.WriteLine({});", write_error="Console.Error.WriteLine({});",
    many="for (var i = 0; i < 10000; i++) Console.WriteLine(i);",
    late="new System.Threading.Thread(() => { System.Threading.Thread.Sleep(500); Console.WriteLine(\"late\"); }).Start();",
    complete="Console.Wri", complete_want="WriteLine", complete_emoji="var s = \"\U0001F600\"; Console.WriteL", complete_emoji_want="WriteLine",
    inspect="twice", inspect_want="Two times x.",
    complete_code=["1+1", "var x = 5;"], incomplete_code=["for (var i = 0; i < 3; i++) {", "Console.WriteLine("], invalid_code=["var x = = 1;"], indented="if (true) {",
    loop="Console.WriteLine(\"running\");\nwhile (true) { }", sleep="Console.WriteLine(\"running\");\nSystem.Threading.Thread.Sleep(60000);",
    wait="Console.WriteLine(\"running\");\nawait System.Threading.Tasks.Task.Delay(60000);",
    pause="Console.WriteLine(\"running\");\nSystem.Threading.Thread.Sleep(2000);",
    hold="Console.WriteLine(\"running\");\nwhile (!System.IO.File.Exists({})) System.Threading.Thread.Sleep(10);",
    page=None, comm_open=None, comm_send=None, comm_close=None,
)

SPM = dict(
    CSHARP,
    display="Display(Html(\"<b>shown</b>\"));",
    with_id="Display(\"first\", \"conform\");", update="Update(\"conform\", \"second\");",
    clear="ClearOutput(true);", page="twice?",
    update_many="Display(Html(\"0\"), \"many\");\nfor (var i = 0; i < 1000; i++) Update(\"many\", Html($\"<b>{i}</b>\"));",
    big_display="Display(Html(new string('x', 5_000_000)));",
    ask="var answer = Ask(\"name? \");\nConsole.WriteLine(\"got \" + answer);", password="Console.WriteLine(\"got \" + Ask(\"secret? \", password: true));",
)

DOTNET_INTERACTIVE = dict(
    CSHARP,
    display="display(HTML(\"<b>shown</b>\"));",
    with_id="var handle = display(\"first\");", update="handle.Update(\"second\");",
    clear=None,
    update_many="var many = display(HTML(\"0\"));\nfor (var i = 0; i < 1000; i++) many.Update(HTML($\"<b>{i}</b>\"));",
    big_display=None,
    ask="var answer = await Microsoft.DotNet.Interactive.Kernel.GetInputAsync(\"name? \");\nConsole.WriteLine(\"got \" + answer);",
    password="Console.WriteLine(\"got \" + (await Microsoft.DotNet.Interactive.Kernel.GetPasswordAsync(\"secret? \")).GetClearTextPassword());",
)


def of(info):
    """The code for a kernel, from its kernel_info_reply."""
    name = info["language_info"]["name"].lower()
    if name == "python":
        return PYTHON
    if name not in ("c#", "csharp", "polyglot-notebook"):
        raise SystemExit(f"There is no code for the language {name}; add it to languages.py.")
    return DOTNET_INTERACTIVE if info.get("implementation", "").startswith(".NET") else SPM


def text(code, key, words):
    """Code that writes these words."""
    if code is PYTHON:
        return code[key].format(words)
    return code[key].format('"' + words.replace('\\', '\\\\').replace('"', '\\"') + '"')
