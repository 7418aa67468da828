"""Who may do what: every permission with a sentence, one map, and the two stamps a view may carry."""

from __future__ import annotations

from app.access.actors import current_actor
from app.access.permissions import PERMISSIONS, Permission, may
from app.access.stamps import public, requires, stamp_of

__all__ = ["PERMISSIONS", "Permission", "current_actor", "may", "public", "requires", "stamp_of"]
