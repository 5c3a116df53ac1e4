"""Stories: runtime expressions, criteria, actions, and the engine that runs the steps.

The engine has no effects of its own: requests are sent, and time is waited for, through protocols.
"""
