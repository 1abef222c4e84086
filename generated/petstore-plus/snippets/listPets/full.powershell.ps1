$ErrorActionPreference = 'Stop'

if (-not $env:PETSTORE_PLUS_TOKEN) { throw 'PETSTORE_PLUS_TOKEN is not set' }

$request = @{
    Method = 'GET'
    Uri = 'https://eu.petstore.example/v2/pets?limit=10&tag=small&tag=house%20trained&ids=1,2&colors=red%7Cblue&words=very%20quiet&filter%5BminAge%5D=1&filter%5Bkind%5D=dog&near=%7B%22lat%22%3A52.5%2C%22lon%22%3A13.4%7D&sort=name'
    Headers = @{
        'Authorization' = 'Bearer ' + $env:PETSTORE_PLUS_TOKEN
        'Accept' = 'application/json'
        'X-Trace-Id' = '6a1f0c3e'
        'Cookie' = 'theme=dark'
    }
    SkipHeaderValidation = $true
}
Invoke-RestMethod @request | ConvertTo-Json -Depth 100
