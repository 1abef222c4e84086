$ErrorActionPreference = 'Stop'

# PETSTORE_PLUS_FILE: path of the file to send (file)
if (-not $env:PETSTORE_PLUS_TOKEN) { throw 'PETSTORE_PLUS_TOKEN is not set' }
if (-not $env:PETSTORE_PLUS_FILE) { throw 'PETSTORE_PLUS_FILE is not set' }

$form = [Net.Http.MultipartFormDataContent]::new()
$part = [Net.Http.StreamContent]::new([IO.File]::OpenRead($env:PETSTORE_PLUS_FILE))
$form.Add($part, 'file', [IO.Path]::GetFileName($env:PETSTORE_PLUS_FILE))
$part = [Net.Http.StringContent]::new('{"title":"Passport"}')
$part.Headers.ContentType = [Net.Http.Headers.MediaTypeHeaderValue]::Parse('application/json')
$form.Add($part, 'meta')
$part = [Net.Http.StringContent]::new('official')
$part.Headers.ContentType = $null
$form.Add($part, 'labels')
$part = [Net.Http.StringContent]::new('scan')
$part.Headers.ContentType = $null
$form.Add($part, 'labels')
$request = @{
    Method = 'POST'
    Uri = 'https://eu.petstore.example/v2/pets/7/documents'
    Headers = @{
        'Authorization' = 'Bearer ' + $env:PETSTORE_PLUS_TOKEN
        'Accept' = 'text/plain'
    }
    SkipHeaderValidation = $true
    Body = $form
}
(Invoke-WebRequest @request).Content
