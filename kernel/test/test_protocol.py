"""jupyter_kernel_test, with every attribute that this kernel supports."""

import unittest

import jupyter_kernel_test


class KernelTest(jupyter_kernel_test.KernelTests):
    kernel_name = "momenta"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("oops")'
    completion_samples = [{"text": "Math.ab", "matches": {"abs"}}]
    complete_code_samples = ["1", "const x = 1", "function f() {\n  return 1;\n}", "await Promise.resolve(1)", "`a`", ""]
    incomplete_code_samples = ["function f() {", "const x =", "[1,", "/* open", "`open ${1} ", "if (true) {\n  1;"]
    invalid_code_samples = ["const = 5;", "f(]", "let x = 'open\n1"]
    code_generate_error = 'throw new Error("no")'
    code_execute_result = [{"code": "1 + 2", "result": "3"}, {"code": "'a'", "result": "'a'"}]
    code_display_data = [{"code": "display({ a: 1 })", "mime": "text/plain"}]
    code_inspect_sample = "Math.abs"
    code_page_something = 'page("all of it")'
    code_clear_output = "clearOutput()"
    code_history_pattern = "1 +*"
    supported_history_operations = ("tail", "range", "search")


class WelcomeTest(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "momenta"
    support_iopub_welcome = True


del jupyter_kernel_test.KernelTests  # else unittest would run the base class, against the Python kernel
del jupyter_kernel_test.IopubWelcomeTests

if __name__ == "__main__":
    unittest.main()
