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
  # What a pull request proposes does not choose where requests and credentials go.
  DOCREPLAY_TRUST_CONFIG: >-
    ${{{{ github.base_ref && format('origin/{{0}}', github.base_ref) || '' }}}}
jobs:
  docreplay:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.11"
      - name: Install docreplay
        id: install
        run: python -m pip install "${{DOCREPLAY:?not set; see the comment in this file}}"
      - name: Check the pages
        run: >-
          docreplay check --output-format github
          --report html=docreplay-report/check.html --report markdown=docreplay-report/check.md
      - name: Replay the pages
        if: ${{{{ !cancelled() && steps.install.outcome == 'success' }}}}
        run: >-
          docreplay test --output-format github --report junit=docreplay-report/test.xml
          --report html=docreplay-report/test.html --report markdown=docreplay-report/test.md
      - name: Write the job summary
        if: ${{{{ !cancelled() && steps.install.outcome == 'success' }}}}
        run: cat docreplay-report/*.md >> "$GITHUB_STEP_SUMMARY"
      - name: Upload the reports
        if: ${{{{ !cancelled() && steps.install.outcome == 'success' }}}}
        uses: actions/upload-artifact@v4
        with:
          name: docreplay-report
          path: docreplay-report
"""
_GITLAB = """\
{include}docreplay:
  image: python:3.11
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    GIT_DEPTH: "0"
{requirement}
  script:
    - python -m pip install "${{DOCREPLAY:?not set; see the comment in this file}}"
    # What a merge request proposes does not choose where requests and credentials go.
    - export DOCREPLAY_TRUST_CONFIG="${{CI_MERGE_REQUEST_DIFF_BASE_SHA:-}}"
    - failed=0
    - >-
      docreplay check --report gitlab=docreplay-report/quality.json
      --report html=docreplay-report/check.html || failed=$?
    - >-
      docreplay test --report junit=docreplay-report/test.xml
      --report html=docreplay-report/test.html || failed=$?
    - exit $failed
  artifacts:
    when: always
    paths:
      - docreplay-report
    reports:
      junit: docreplay-report/test.xml
      codequality: docreplay-report/quality.json
"""
_GITLAB_INCLUDE = """\
# Include this file in .gitlab-ci.yml:  include: docreplay.gitlab-ci.yml
"""
_AZURE_PIPELINE = """\
trigger:
  - main
pool:
  vmImage: ubuntu-latest
"""
_AZURE_TEMPLATE = """\
# A template for the pipeline of the repository:
#   steps: [ { template: docreplay.azure-pipelines.yml } ]
"""
_AZURE = """\
{head}steps:
  - checkout: self
    fetchDepth: 0
  - task: UsePythonVersion@0
    inputs:
      versionSpec: "3.11"
  - bash: python -m pip install "${{DOCREPLAY:?not set; see the comment in this file}}"
    displayName: Install docreplay
    name: install
    env:
{requirement}
  # What a pull request proposes does not choose where requests and credentials go.
  - bash: |
      base="${{SYSTEM_PULLREQUEST_TARGETBRANCH#refs/heads/}}"
      docreplay check ${{base:+--trust-config "origin/$base"}} \\
        --report junit=docreplay-report/check.xml --report html=docreplay-report/check.html
    displayName: Check the pages
  - bash: |
      base="${{SYSTEM_PULLREQUEST_TARGETBRANCH#refs/heads/}}"
      docreplay test ${{base:+--trust-config "origin/$base"}} \\
        --report junit=docreplay-report/test.xml --report html=docreplay-report/test.html
    displayName: Replay the pages
    condition: succeededOrFailed()
  - task: PublishTestResults@2
    displayName: Publish the results
    condition: succeededOrFailed()
    inputs:
      testResultsFormat: JUnit
      testResultsFiles: docreplay-report/*.xml
  - publish: docreplay-report
    displayName: Publish the reports
    artifact: docreplay-report
    condition: succeededOrFailed()
"""


def github_job(requirement: str) -> str:
    """Return a workflow for GitHub Actions that installs the requirement; `""` asks for one."""
    return _GITHUB.format(requirement=_variable(requirement, "  "))


def azure_job(requirement: str, *, is_pipeline: bool) -> str:
    """Return steps for Azure Pipelines that install the requirement; `""` asks for one.

    They are a pipeline, or a template for that of the repository.
    """
    head = _AZURE_PIPELINE if is_pipeline else _AZURE_TEMPLATE
    return _AZURE.format(head=head, requirement=_variable(requirement, "      "))


def gitlab_job(requirement: str, *, is_pipeline: bool) -> str:
    """Return a job for GitLab CI that installs the requirement; `""` asks for one.

    It is a pipeline, or a file that the one of the repository includes.
    """
    include = "" if is_pipeline else _GITLAB_INCLUDE
    return _GITLAB.format(include=include, requirement=_variable(requirement, "    "))


def _variable(requirement: str, margin: str) -> str:
    """Return the lines of YAML that set DOCREPLAY; a JSON string is one of YAML too."""
    lines = f"DOCREPLAY: {json.dumps(requirement)}\n" if requirement else _UNKNOWN
    return indent(lines, margin).removesuffix("\n")
