$ErrorActionPreference = 'Stop'

# SHOP_FILE: path of the file to send (photo)
if (-not $env:SHOP_KEY) { throw 'SHOP_KEY is not set' }
if (-not $env:SHOP_FILE) { throw 'SHOP_FILE is not set' }

$form = [Net.Http.MultipartFormDataContent]::new()
$part = [Net.Http.StringContent]::new('It''s a "photo"')
$part.Headers.ContentType = $null
$form.Add($part, 'title')
$part = [Net.Http.StreamContent]::new([IO.File]::OpenRead($env:SHOP_FILE))
$part.Headers.ContentType = [Net.Http.Headers.MediaTypeHeaderValue]::Parse('image/png')
$form.Add($part, 'photo', [IO.Path]::GetFileName($env:SHOP_FILE))
$request = @{
    Method = 'POST'
    Uri = 'https://shop.example.com/v1/orders/a%2Fb/photos'
    Headers = @{
        'X-Api-Key' = $env:SHOP_KEY
    }
    SkipHeaderValidation = $true
    Body = $form
}
(Invoke-WebRequest @request).StatusCode
