$ErrorActionPreference = 'Stop'

if (-not $env:PETSTORE_PLUS_TOKEN) { throw 'PETSTORE_PLUS_TOKEN is not set' }

$request = @{
    Method = 'GET'
    Uri = 'https://images.petstore.example/pets/7/photo'
    Headers = @{
        'Authorization' = 'Bearer ' + $env:PETSTORE_PLUS_TOKEN
        'Accept' = 'application/octet-stream'
    }
    SkipHeaderValidation = $true
}
$response = Invoke-WebRequest @request
$response.RawContentStream.CopyTo([Console]::OpenStandardOutput())
