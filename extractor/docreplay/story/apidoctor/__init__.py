"""Scenario, canned-request and accounts files of API Doctor, read as they are.

They become the values of `docreplay.model.stories.story`; what API Doctor ignores without a message
is a finding. The grammar is in annotation-dialect.md §2.8 and §2.9.
"""
