"""Vietnamese of the time before Unicode: TCVN3 (ABC) has one sign for a letter, VNI a letter and its tone."""

import re


_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)

# A vowel and what VNI writes behind it: á à ả ã ạ, then â with its tones, then ă with its own.
_TONES = "ùøûõï"
_ROOF = "âáàåãä"
_BOWL = "êéèúüë"
_VNI_LOWER = {
    **dict(zip((f"a{sign}" for sign in _TONES + _ROOF + _BOWL), "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    **dict(zip((f"e{sign}" for sign in _TONES + _ROOF), "éèẻẽẹêếềểễệ", strict=True)),
    **dict(zip((f"o{sign}" for sign in _TONES + _ROOF), "óòỏõọôốồổỗộ", strict=True)),
    **dict(zip((f"u{sign}" for sign in _TONES), "úùủũụ", strict=True)),
    **dict(zip((f"y{sign}" for sign in _TONES[:-1]), "ýỳỷỹ", strict=True)),
    **dict(zip((f"ô{sign}" for sign in _TONES), "ớờởỡợ", strict=True)),
    **dict(zip((f"ö{sign}" for sign in _TONES), "ứừửữự", strict=True)),
    **dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True)),
}
_VNI = {
    **_VNI_LOWER,
    **{sign.upper(): letter.upper() for sign, letter in _VNI_LOWER.items()},
    **{f"{sign[0].upper()}{sign[1]}": letter.upper() for sign, letter in _VNI_LOWER.items() if sign[1:]},
}  # fmt: skip
_ANY = {
    "TCVN3 (ABC)": (_TCVN3, re.compile("|".join(map(re.escape, _TCVN3)))),
    "VNI": (_VNI, re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))),
}


def in_unicode(text: str, encoding: str) -> str:
    """``text``, all of which is written in ``encoding``, in Unicode."""
    letters, signs = _ANY[encoding]
    return signs.sub(lambda found: letters[found[0]], text)
