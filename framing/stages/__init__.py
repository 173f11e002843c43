"""The work on single articles, in parts: analyse, measure, write; and what is due.

`plan` says what is to be done, `work` does it, `keys` say when a result still stands.
Free of everything that only grouping, comparing and drawing need, so that a worker
process starts quickly.
"""

from framing.stages.plan import LARGEST, Plan, planned
from framing.stages.resources import metrics_of, resources_of
from framing.stages.work import Done, Task, halves, lost, work_on

__all__ = [
    "LARGEST",
    "Done",
    "Plan",
    "Task",
    "halves",
    "lost",
    "metrics_of",
    "planned",
    "resources_of",
    "work_on",
]
