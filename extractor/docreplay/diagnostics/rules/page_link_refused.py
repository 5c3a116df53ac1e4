"""The link to the next page of a list leads to a place that must not be asked.

## What it means
The pages of the list are read to the end (`follow-pages`), and the link to the next one leads to
another host, to a private address, or is not a URL.

## Why it matters
A client that follows the link sends its credentials there. The pages behind it were not compared.

## Example
    "@odata.nextLink": "http://10.0.0.7/users?$skiptoken=x"

## Fix
Correct the service; if its lists do continue on another host, name that in `allow-hosts`.
"""

from docreplay.model.finding import Rule

RULE = Rule(code="CON243", name="page-link-refused")
