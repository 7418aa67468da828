"""Counting votes about money: who wins, who paid, and why. The door is `count.py`; the result is in `result.py`."""
