$ErrorActionPreference = 'Stop'

if (-not $env:SHOP_SIGN) { throw 'SHOP_SIGN is not set' }
if (-not $env:SHOP_LOGIN_USERNAME) { throw 'SHOP_LOGIN_USERNAME is not set' }
if (-not $env:SHOP_LOGIN_PASSWORD) { throw 'SHOP_LOGIN_PASSWORD is not set' }

$credentials = [Text.Encoding]::UTF8.GetBytes($env:SHOP_LOGIN_USERNAME + ':' + $env:SHOP_LOGIN_PASSWORD)
$request = @{
    Method = 'GET'
    Uri = 'https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid&sign=' + [uri]::EscapeDataString($env:SHOP_SIGN)
    Headers = @{
        'Authorization' = 'Basic ' + [Convert]::ToBase64String($credentials)
        'Accept' = 'text/csv'
    }
    SkipHeaderValidation = $true
}
(Invoke-WebRequest @request).Content
