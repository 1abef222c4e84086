$ErrorActionPreference = 'Stop'

if (-not $env:PETSTORE_PLUS_TOKEN) { throw 'PETSTORE_PLUS_TOKEN is not set' }

$request = @{
    Method = 'PUT'
    Uri = 'https://eu.petstore.example/v2/settings'
    Headers = @{
        'Authorization' = 'Bearer ' + $env:PETSTORE_PLUS_TOKEN
        'Content-Type' = 'application/json'
    }
    SkipHeaderValidation = $true
    Body = '{}'
}
(Invoke-WebRequest @request).StatusCode
