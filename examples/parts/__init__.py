"""The pieces of make.py: the OOXML writer and what the sample province consists of."""
