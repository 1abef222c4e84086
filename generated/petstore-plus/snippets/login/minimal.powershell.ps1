$ErrorActionPreference = 'Stop'

if (-not $env:PETSTORE_PLUS_USERNAME) { throw 'PETSTORE_PLUS_USERNAME is not set' }
if (-not $env:PETSTORE_PLUS_PASSWORD) { throw 'PETSTORE_PLUS_PASSWORD is not set' }

$credentials = [Text.Encoding]::UTF8.GetBytes($env:PETSTORE_PLUS_USERNAME + ':' + $env:PETSTORE_PLUS_PASSWORD)
$request = @{
    Method = 'POST'
    Uri = 'https://eu.petstore.example/v2/login'
    Headers = @{
        'Authorization' = 'Basic ' + [Convert]::ToBase64String($credentials)
        'Accept' = 'text/plain'
        'Content-Type' = 'application/x-www-form-urlencoded'
    }
    SkipHeaderValidation = $true
    Body = 'grant_type=client_credentials'
}
(Invoke-WebRequest @request).Content
