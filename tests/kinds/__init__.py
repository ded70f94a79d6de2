"""Kinds of pages that once ended wrongly, each varied by a generator, so that no single wording passes."""
