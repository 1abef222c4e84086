$ErrorActionPreference = 'Stop'

if (-not $env:PETSTORE_PLUS_TOKEN) { throw 'PETSTORE_PLUS_TOKEN is not set' }

$request = @{
    Method = 'GET'
    Uri = 'https://eu.petstore.example/v2/pets'
    Headers = @{
        'Authorization' = 'Bearer ' + $env:PETSTORE_PLUS_TOKEN
        'Accept' = 'application/json'
    }
    SkipHeaderValidation = $true
}
Invoke-RestMethod @request | ConvertTo-Json -Depth 100
