"""The files that `docreplay init` writes besides the configuration: make targets and CI jobs."""

import json
from textwrap import indent

MAKEFILE = """\
.PHONY: docs-check docs-test

docs-check: ## check the API pages, offline
\tdocreplay check

docs-test: ## replay the API pages (BASE_URL=https://… for a real service)
\tdocreplay test $(if $(BASE_URL),--base-url $(BASE_URL))
"""

NOT_SET = 'DOCREPLAY: ""'
"""The line of a job that asks where docreplay is installed from."""

_UNKNOWN = f"""\
# docreplay is not in a package index. Write what pip installs, pinned: the URL of a wheel,
# or "docreplay @ git+https://HOST/PATH@TAG". Until then, the job stops with a message.
{NOT_SET}
"""
_GITHUB = """\
name: docreplay
on: [push, pull_request]
permissions:
  contents: read
env:
{requirement}
jobs:
  docreplay:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.11"
      - run: python -m pip install "${{DOCREPLAY:?not set; see the comment in this file}}"
      - run: docreplay check --output-format github
      - run: docreplay test --report junit=docreplay.xml --report markdown=docreplay.md
      - if: always()
        run: if [ -f docreplay.md ]; then cat docreplay.md >> "$GITHUB_STEP_SUMMARY"; fi
"""
_GITLAB = """\
# include this file in .gitlab-ci.yml:  include: docreplay.gitlab-ci.yml
docreplay:
  image: python:3.11
  variables:
{requirement}
  script:
    - python -m pip install "${{DOCREPLAY:?not set; see the comment in this file}}"
    - docreplay check --report gitlab=docreplay-quality.json
    - docreplay test --report junit=docreplay.xml
  artifacts:
    when: always
    reports:
      junit: docreplay.xml
      codequality: docreplay-quality.json
"""
_AZURE = """\
# A template for azure-pipelines.yml:  steps: [ {{ template: docreplay.azure-pipelines.yml }} ]
steps:
  - task: UsePythonVersion@0
    inputs:
      versionSpec: "3.11"
  - bash: python -m pip install "${{DOCREPLAY:?not set; see the comment in this file}}"
    displayName: Install docreplay
    env:
{requirement}
  - bash: docreplay check --report junit=docreplay-check.xml
    displayName: Check the pages
  - bash: docreplay test --report junit=docreplay-test.xml
    displayName: Replay the pages
    condition: succeededOrFailed()
  - task: PublishTestResults@2
    condition: always()
    inputs:
      testResultsFormat: JUnit
      testResultsFiles: docreplay-*.xml
"""


def github_job(requirement: str) -> str:
    """Return a workflow for GitHub Actions that installs the requirement; `""` asks for one."""
    return _GITHUB.format(requirement=_variable(requirement, "  "))


def azure_job(requirement: str) -> str:
    """Return steps for Azure Pipelines that install the requirement; `""` asks for one."""
    return _AZURE.format(requirement=_variable(requirement, "      "))


def gitlab_job(requirement: str) -> str:
    """Return a job for GitLab CI that installs the requirement; `""` asks for one."""
    return _GITLAB.format(requirement=_variable(requirement, "    "))


def _variable(requirement: str, margin: str) -> str:
    """Return the lines of YAML that set DOCREPLAY; a JSON string is one of YAML too."""
    lines = f"DOCREPLAY: {json.dumps(requirement)}\n" if requirement else _UNKNOWN
    return indent(lines, margin).removesuffix("\n")
