$ErrorActionPreference = 'Stop'

if (-not $env:PETSTORE_PLUS_TOKEN) { throw 'PETSTORE_PLUS_TOKEN is not set' }

$request = @{
    Method = 'GET'
    Uri = 'https://eu.petstore.example/v2/orders/0b2f4d6e-8a1c-4e3f-9b5d-7c6a5f4e3d2c'
    Headers = @{
        'Authorization' = 'Bearer ' + $env:PETSTORE_PLUS_TOKEN
        'Accept' = 'application/json'
    }
    SkipHeaderValidation = $true
}
Invoke-RestMethod @request | ConvertTo-Json -Depth 100
