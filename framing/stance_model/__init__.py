"""A trained score of stance toward a target: opt-in, and labelled with its domain.

`coding` reads what people coded, `scenes` and `features` say what a model sees,
`vectors` learns words from plain texts, `training` fits, `model` scores. No report
uses it: docs/models/stance.md says for which texts it was measured.
"""

from framing.stance_model.model import SHIPPED, Model, Scored, load_model
from framing.stance_model.scenes import Scene, scene_of

__all__ = ["SHIPPED", "Model", "Scene", "Scored", "load_model", "scene_of"]
