$ErrorActionPreference = 'Stop'

$request = @{
    Method = 'GET'
    Uri = 'https://eu.petstore.example/v2/health'
    Headers = @{
        'Accept' = 'text/plain'
    }
    SkipHeaderValidation = $true
}
(Invoke-WebRequest @request).Content
