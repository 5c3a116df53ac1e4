"""Names of HTTP headers that are in use."""

_REGISTERED = """
A-IM Accept Accept-Charset Accept-Encoding Accept-Language Accept-Patch Accept-Post Accept-Ranges
Access-Control-Allow-Credentials Access-Control-Allow-Headers Access-Control-Allow-Methods
Access-Control-Allow-Origin Access-Control-Expose-Headers Access-Control-Max-Age
Access-Control-Request-Headers Access-Control-Request-Method Age Allow Alt-Svc
Authentication-Info Authorization Cache-Control Cache-Status Clear-Site-Data Connection
Content-Digest Content-Disposition Content-Encoding Content-ID Content-Language Content-Length
Content-Location Content-MD5 Content-Range Content-Security-Policy Content-Transfer-Encoding
Content-Type Cookie Date Deprecation Depth Destination Digest DPoP Early-Data ETag Expect Expires
Forwarded From Host If If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since IM
Idempotency-Key Keep-Alive Last-Event-ID Last-Modified Link Location Lock-Token Max-Forwards
MIME-Version Origin Overwrite Pragma Prefer Preference-Applied Priority Proxy-Authenticate
Proxy-Authorization Proxy-Connection Range Ratelimit Ratelimit-Limit Ratelimit-Policy
Ratelimit-Remaining Ratelimit-Reset Referer Referrer-Policy Refresh Repr-Digest Retry-After
Sec-Fetch-Dest Sec-Fetch-Mode Sec-Fetch-Site Sec-WebSocket-Accept Sec-WebSocket-Key
Sec-WebSocket-Protocol Sec-WebSocket-Version Server Server-Timing Set-Cookie Signature
Signature-Input Slug SourceMap Strict-Transport-Security Sunset TE Timeout Trailer
Transfer-Encoding Upgrade Upgrade-Insecure-Requests User-Agent Vary Via Want-Digest Warning
WWW-Authenticate
"""
"""Of the HTTP Field Name Registry of IANA (RFC 9110 §16.3.1), those that documentation has."""
_OTHERS = """
Api-Key Api-Version Azure-AsyncOperation BITS-Packet-Type Client-Request-Id ConsistencyLevel
EntityId Isolation OData-EntityId OData-Error OData-Isolation
OData-MaxVersion OData-Version Operation-Id Operation-Location Request-Id Return-Client-Request-Id
SdkVersion Session-Id Traceparent Tracestate Workbook-Session-Id
"""
"""Of OData (OData Protocol 4.01 §8), W3C Trace Context, and widely used services."""
KNOWN_HEADERS: dict[str, str] = {name.lower(): name for name in f"{_REGISTERED} {_OTHERS}".split()}
"""Names as they are usually written, by their lower-case form."""
