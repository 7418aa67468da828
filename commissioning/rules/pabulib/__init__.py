"""Elections in Pabulib's .pb format, in and out (pabulib.org/format). The doors are `reading.py` and `writing.py`."""
