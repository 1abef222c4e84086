"""Which names are those of secrets: by their words, however these are joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloom.captures.names import is_secret_name

SECRET = (
    "password hashedPassword hasuraAdminSecret issuerSecret pagerDutyApiKey authTokenValue DB_PASSWORD pageAccessToken"
    " nextPassword accessToken access-token X-Auth-Token clientSecret clientsecret dbPassword old_password_2 apikey"
    " token tokens csrfToken sessionid session_id pin cardPin otp cvv ssn privateKey private_key secretAccessKey jwt"
    " Authorization proxyAuthorization credentials iban securityAnswer recoveryCodes seedPhrase userPass basicAuth"
    " Ocp-Apim-Subscription-Key signature X-Amz-Signature setCookie isSecret APIKey myAPIKey passwordHash secretId"
)
PLAIN = (
    "name id nextPageToken pageToken next_page_token continuationToken tokenType token_type tokenExpiresAt expiresIn"
    " passwordPolicyUrl passwordUpdatedAt tokenEndpoint authorizationUrl accessTokenLifetime secretName secretary key"
    " publicKey tokenizer author authenticated pinned spin pipeline passed compass cookies session sessions side sidebar"
    " primaryKey code zipCode errorCode answer phrase keyboard monkey description bearerFormat"
)


@pytest.mark.parametrize("name", SECRET.split())
def test_a_name_of_a_secret(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize("name", PLAIN.split())
def test_a_name_of_something_else(name: str) -> None:
    assert not is_secret_name(name)


@given(st.sampled_from(["has", "is", "page", "next", "cursor", "hashed", "my", "x", "issuer"]), st.sampled_from("_-. "))
def test_no_word_before_makes_a_password_harmless(before: str, mark: str) -> None:
    assert is_secret_name(f"{before}{mark}password")
    assert is_secret_name(f"{before}Password")
    assert is_secret_name(f"{before}password".upper())


@given(st.text())
def test_any_text_can_be_a_name(name: str) -> None:
    assert is_secret_name(name) in (True, False)
