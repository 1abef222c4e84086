$ErrorActionPreference = 'Stop'

if (-not $env:PETSTORE_PLUS_TOKEN) { throw 'PETSTORE_PLUS_TOKEN is not set' }

$request = @{
    Method = 'PATCH'
    Uri = 'https://eu.petstore.example/v2/pets/7'
    Headers = @{
        'Authorization' = 'Bearer ' + $env:PETSTORE_PLUS_TOKEN
        'Accept' = 'application/json'
        'Content-Type' = 'application/json'
    }
    SkipHeaderValidation = $true
    Body = '{}'
}
Invoke-RestMethod @request | ConvertTo-Json -Depth 100
