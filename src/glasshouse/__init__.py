"""A laboratory for social-scoring regimes over wholly synthetic societies."""
