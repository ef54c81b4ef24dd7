"""A few mutated messages on every channel; `fuzz.py` sends as many as are asked for."""

import unittest

import fuzz


class Fuzz(unittest.TestCase):
    def test_the_next_request_is_answered(self):
        self.assertIsNone(fuzz.run(messages=500, seed=17))

    def test_the_same_seed_makes_the_same_messages(self):
        first, second = (fuzz.Fuzz(3, b"key") for _ in range(2))
        self.assertEqual([first.frames() for _ in range(50)], [second.frames() for _ in range(50)])


if __name__ == "__main__":
    unittest.main()
