"""A laboratory for social-scoring regimes over wholly synthetic societies."""

__version__ = "0.1.0"
