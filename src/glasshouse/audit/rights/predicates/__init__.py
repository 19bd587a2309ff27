"""The predicates by name: a rule of law in a pack names one of them."""

from __future__ import annotations

from collections.abc import Callable

from glasshouse.audit.rights.answers import Answer
from glasshouse.audit.rights.facts import RegimeFacts
from glasshouse.audit.rights.predicates import china, eu_ai_act, eu_gdpr, international, united_states

Predicate = Callable[[RegimeFacts], Answer]
PREDICATES: dict[str, Predicate] = {
    **eu_ai_act.PREDICATES,
    **eu_gdpr.PREDICATES,
    **international.PREDICATES,
    **united_states.PREDICATES,
    **china.PREDICATES,
}
