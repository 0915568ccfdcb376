"""Files of other programs: taken in with care, and made for them."""
