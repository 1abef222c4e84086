<?php

$shopKey = getenv('SHOP_KEY') ?: throw new RuntimeException('SHOP_KEY is not set');

$curl = curl_init('https://shop.example.com/v1/orders');
curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => 'POST',
    CURLOPT_HTTPHEADER => [
        'X-Api-Key: ' . $shopKey,
        'Accept: application/json',
        'Content-Type: application/json',
    ],
    CURLOPT_POSTFIELDS => <<<'TEXT'
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
TEXT,
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($answer === false || $status >= 400) {
    fwrite(STDERR, $answer === false ? curl_error($curl) : "$status $answer");
    exit(1);
}
print_r(json_decode($answer, true));
