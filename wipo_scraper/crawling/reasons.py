"""Why a page could not be fetched, in words for the failures file."""

from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.web.client import RequestTransmissionFailed, ResponseFailed

_WORDS: dict[type[BaseException], str] = {
    ResponseDataLossError: "the answer is cut off or its length is wrong",
    DownloadTimeoutError: "the answer took longer than DOWNLOAD_TIMEOUT",
    DownloadCancelledError: "the answer is larger than DOWNLOAD_MAXSIZE",
}


def describe(error: BaseException) -> str:
    """Return the reason of a failed request."""
    if isinstance(error, HttpError):
        return f"status {error.response.status}"
    if type(error) in _WORDS:
        return _WORDS[type(error)]
    cause = error.__cause__
    if isinstance(error, DownloadFailedError) and isinstance(cause, ResponseFailed | RequestTransmissionFailed):
        return "; ".join(dict.fromkeys(str(failure.value) for failure in cause.reasons))
    return str(error) or type(error).__name__
