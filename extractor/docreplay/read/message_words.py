"""Words about requests and responses in headings, titles of tabs and sentences.

In the languages of translations; a stem is enough where a language inflects its words.
"""

import re

RESPONSE = (
    r"respon|répon|antwort|antwoord|respuesta|risposta|resposta|răspuns|odpowied|odpov[eě]|odgovor"
    r"|válasz|yanıt|cevap|απάντηση|απόκριση|ответ|відповід|отговор|одговор|תגובה|תשובה"
    r"|استجاب|الرد(?!\w)|پاسخ|प्रतिक्रिया|phản[\s-]hồi|ตอบกลับ|ตอบสนอง"
    r"|响应|返回|应答|響應|回應|傳回|レスポンス|応答|응답|반환"
    r"|(?<!\w)(?:svar(?:et)?|vastaus)(?!\w)"
)
"""Names of a response."""
REQUEST = (
    r"request|anfrage|anforderung|verzoek|requ[eê]te|solicitud|petición|richiesta|requisição"
    r"|solicitação|żądan|zapytani|požadav|kérés|cerere|istek|begäran|forespørsel|anmodning|pyyntö"
    r"|αίτημα|запрос|запит|заявк|בקשה|طلب|درخواست|अनुरोध|yêu[\s-]cầu|คำขอ"
    r"|请求|請求|要求|リクエスト|요청"
)
"""Names of a request."""

_OF_RESPONSE = re.compile(
    RESPONSE + r"|(?:^|-)[1-5]\d\d(?:-|$)"
    r"|^(?:the-|an?-|example-|sample-|expected-)*(?:returns?|results?|output|success|answer|errors?)(?:-|$)"
)
_OF_REQUEST = re.compile(REQUEST)


def is_of_response(section: str) -> bool:
    """Return True if a heading is about a response, by its anchor."""
    return _OF_RESPONSE.search(section.lower()) is not None


def is_of_request(section: str) -> bool:
    """Return True if a heading is about a request, by its anchor."""
    return _OF_REQUEST.search(section.lower()) is not None
