$ErrorActionPreference = 'Stop'

if (-not $env:PETSTORE_PLUS_KEY) { throw 'PETSTORE_PLUS_KEY is not set' }
if (-not $env:PETSTORE_PLUS_TOKEN) { throw 'PETSTORE_PLUS_TOKEN is not set' }

$request = @{
    Method = 'POST'
    Uri = 'https://eu.petstore.example/v2/orders?api_key=' + [uri]::EscapeDataString($env:PETSTORE_PLUS_KEY)
    Headers = @{
        'Authorization' = 'Bearer ' + $env:PETSTORE_PLUS_TOKEN
        'Accept' = 'application/json'
        'Content-Type' = 'application/json'
    }
    SkipHeaderValidation = $true
    Body = @'
{
  "class": "first",
  "from": "2024-05-06T07:08:09Z",
  "price": "19.90"
}
'@
}
Invoke-RestMethod @request | ConvertTo-Json -Depth 100
