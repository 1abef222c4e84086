$ErrorActionPreference = 'Stop'

if (-not $env:PETSTORE_PLUS_TOKEN) { throw 'PETSTORE_PLUS_TOKEN is not set' }

$request = @{
    Method = 'POST'
    Uri = 'https://eu.petstore.example/v2/users'
    Headers = @{
        'Authorization' = 'Bearer ' + $env:PETSTORE_PLUS_TOKEN
        'Accept' = 'application/json'
        'Content-Type' = 'application/json'
    }
    SkipHeaderValidation = $true
    Body = @'
{
  "email": "ann@example.org",
  "password": "correct horse"
}
'@
}
Invoke-RestMethod @request | ConvertTo-Json -Depth 100
