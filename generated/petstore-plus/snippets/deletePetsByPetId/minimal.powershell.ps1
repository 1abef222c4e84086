$ErrorActionPreference = 'Stop'

if (-not $env:PETSTORE_PLUS_TOKEN) { throw 'PETSTORE_PLUS_TOKEN is not set' }

$request = @{
    Method = 'DELETE'
    Uri = 'https://eu.petstore.example/v2/pets/7'
    Headers = @{
        'Authorization' = 'Bearer ' + $env:PETSTORE_PLUS_TOKEN
    }
    SkipHeaderValidation = $true
}
(Invoke-WebRequest @request).StatusCode
