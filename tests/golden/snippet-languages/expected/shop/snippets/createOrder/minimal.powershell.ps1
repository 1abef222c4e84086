$ErrorActionPreference = 'Stop'

if (-not $env:SHOP_KEY) { throw 'SHOP_KEY is not set' }

$request = @{
    Method = 'POST'
    Uri = 'https://shop.example.com/v1/orders'
    Headers = @{
        'X-Api-Key' = $env:SHOP_KEY
        'Accept' = 'application/json'
        'Content-Type' = 'application/json'
    }
    SkipHeaderValidation = $true
    Body = @'
{
  "note": "it's \"so\" $(id) `id` ${HOME} #{x} {{x}} \\n %s */ <!--\nZoë 犬 🐾 \u202e",
  "$ref key": [
    1,
    2.5,
    true,
    null,
    12345678901234567890
  ],
  "nested": {
    "empty": {},
    "list": [
      {
        "quantity": 2
      }
    ],
    "": ""
  }
}
'@
}
Invoke-RestMethod @request | ConvertTo-Json -Depth 100
