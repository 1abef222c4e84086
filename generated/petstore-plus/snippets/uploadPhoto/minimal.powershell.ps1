$ErrorActionPreference = 'Stop'

# PETSTORE_PLUS_FILE: path of the file to send (body)
if (-not $env:PETSTORE_PLUS_TOKEN) { throw 'PETSTORE_PLUS_TOKEN is not set' }
if (-not $env:PETSTORE_PLUS_FILE) { throw 'PETSTORE_PLUS_FILE is not set' }

$request = @{
    Method = 'PUT'
    Uri = 'https://eu.petstore.example/v2/pets/7/photo'
    Headers = @{
        'Authorization' = 'Bearer ' + $env:PETSTORE_PLUS_TOKEN
        'Content-Type' = 'application/octet-stream'
    }
    SkipHeaderValidation = $true
    InFile = $env:PETSTORE_PLUS_FILE
}
(Invoke-WebRequest @request).StatusCode
