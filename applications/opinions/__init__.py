"""Opinions of consultants and the team's card: a compartment of its own for health, addiction and violence.

Who may open it says ``applications.access.may_see_health``; every opening is logged. What stands here never goes into
events, search, exports, contracts or decisions.
"""
