"""The stamp of a translated page is invalid.

## What it means
`ms.openlocfilehash` is not a SHA-1 or SHA-256 hash, the commit (`ms.sourcegitcommit`, or
`default_lang_commit` as OpenTelemetry has it, or `l10n.sourceCommit` as MDN has it) is not a full
commit hash, or `ms.contentlocale` differs from the locale of the folder. With a clone of the
source's repository (`--source-repo`): the commit does not contain the page, or contains it with a
different hash.

A commit that the clone does not contain is a note, because the clone may be shallow, or pages may
be translated from a private copy; so is an `ms.lasthandoff` that is not a date or is in the future.

## Why it matters
The source version or the audience of the translation is unknown.

## What it leaves alone
Pages without a stamp, and commits and hashes that nothing is available to check against.

    ms.openlocfilehash: 0da2aeb71fd94e446dd87e754063057d8ed6342a

of a version that is not in the documentation.

## Example
    ms.contentlocale: ja-JP

on a page below `de-de/`.

## Fix
Correct the front matter; only it identifies the source of a translation.
"""

from docreplay.model.finding import Rule, Severity

RULE = Rule(code="DRI354", name="stamp-wrong", severity=Severity.WARNING)
