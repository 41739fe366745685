"""Korean particles after any text, including Latin words and numbers."""

from __future__ import annotations

import re

from hangulpy import josa_pick

DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        [
            "에이",
            "비",
            "씨",
            "디",
            "이",
            "에프",
            "지",
            "에이치",
            "아이",
            "제이",
            "케이",
            "엘",
            "엠",
            "엔",
            "오",
            "피",
            "큐",
            "알",
            "에스",
            "티",
            "유",
            "브이",
            "더블유",
            "엑스",
            "와이",
            "제트",
        ],
        strict=True,
    )
)
ZEROS = {1: "십", 2: "백", 3: "천", 4: "만", 5: "만", 6: "만", 7: "만", 8: "억"}
SYMBOLS = {"%": "퍼센트", "+": "플러스", "²": "제곱", "³": "세제곱"}
READ_AS_WORD = {
    "ai": "에이아이",
    "exaone": "엑사원",
    "solar": "솔라",
    "motif": "모티프",
    "cohere": "코히어",
    "verified": "드",
    "kobalt": "트",
    "click": "클릭",
    "grok": "그록",
    "mistral": "랄",
    "google": "글",
    "artificial analysis": "스",
    "index": "스",
}


def with_particle(text: str, pair: str) -> str:
    """Text followed by the right particle of a pair such as 은/는 or 으로/로, based on its pronunciation."""
    return text + str(josa_pick(reading(text), pair))


def reading(text: str) -> str:
    """Hangul that ends like the text's pronunciation; trailing brackets are not pronounced."""
    spoken = re.sub(r"\s*[(\[][^)\]]*[)\]]\s*$", "", text).rstrip(" \"'”’」』.,)") or text
    last = spoken[-1:]
    if last in SYMBOLS:
        return SYMBOLS[last]
    if last.isdigit():
        return number_reading(spoken)
    if re.match(r"[A-Za-z]", last):
        return latin_reading(spoken)
    return spoken


def number_reading(text: str) -> str:
    """The final sound of a text's last number: 10 as 십, 2.0 as 영, 236 as 육."""
    match = re.search(r"(\d[\d,]*)(\.\d+)?$", text)
    whole, fraction = (match[1].replace(",", ""), match[2]) if match else (text, None)
    zeros = len(whole) - len(whole.rstrip("0"))
    if fraction or zeros == 0 or zeros == len(whole):
        return DIGITS[text[-1]]
    return ZEROS.get(zeros, "억")


def latin_reading(text: str) -> str:
    """The final sound of a Latin word in Korean: acronyms by letter, words by their last sound."""
    match = re.search(r"[A-Za-z]+$", text)
    word = match[0] if match else text
    if word.lower() in READ_AS_WORD:
        return READ_AS_WORD[word.lower()]
    if word.isupper() or len(word) == 1:
        return LETTERS[word[-1].upper()]
    return word_reading(word.lower())


def word_reading(word: str) -> str:
    """A syllable that ends like the word: with a consonant after l, m, n, ng and short k, p, t; otherwise without."""
    if re.search(r"(l|[^aeiou]le)$", word):
        return "얼"
    if word.endswith("m"):
        return "엄"
    if word.endswith(("n", "ng")):
        return "언"
    if re.search(r"[^aeiou][aeiou](ck|k|p|t|c)$", word) and not word.endswith(("it", "et")):
        return "억"
    return "어"
