"""Small values of gold records."""
from world import TO_ARABIC


def phone_gold(ref, digits):
    """The number keys of a reporting address."""
    return {"value_raw": ref, "value_normalized": digits, "e164": "+66" + digits[1:], "valid": True, "ext_raw": None, "ext": None}


def arabic(text):
    return text.translate(TO_ARABIC)


def fiscal_year(day):
    """Buddhist year of the fiscal year a day lies in."""
    return day.year + 543 + (1 if day.month >= 10 else 0)
