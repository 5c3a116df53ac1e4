"""The report of a shard is missing, so the merged report is not that of the whole run.

## What it means
`docreplay report` got reports of a run that was divided with `--shard`, but not all of them.

## Why it matters
Cases of the missing shard were not judged. A merged report without failures would hide that.

## Example
    docreplay report shard-1.json shard-2.json shard-4.json

## Fix
Name the reports of all shards. If a job was ended before it wrote its report, run it again: the
same shard has the same cases.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="RUN520", name="shard-missing")
