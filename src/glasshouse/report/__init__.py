"""The report: sentences, charts, a page and a terminal summary, made from an audit, never the engine."""
