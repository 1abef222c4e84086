<?php

$petstorePlusKey = getenv('PETSTORE_PLUS_KEY') ?: throw new RuntimeException('PETSTORE_PLUS_KEY is not set');
$petstorePlusToken = getenv('PETSTORE_PLUS_TOKEN') ?: throw new RuntimeException('PETSTORE_PLUS_TOKEN is not set');

$curl = curl_init('https://eu.petstore.example/v2/orders?api_key=' . rawurlencode($petstorePlusKey));
curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => 'POST',
    CURLOPT_HTTPHEADER => [
        'Authorization: Bearer ' . $petstorePlusToken,
        'Accept: application/json',
        'Content-Type: application/json',
        'Idempotency-Key: order-7',
    ],
    CURLOPT_POSTFIELDS => json_encode([
        'class' => 'first',
        'from' => '2024-05-06T07:08:09Z',
        'price' => '19.90',
        'weight' => 2.5,
        'status' => 'in progress',
        'fooBar' => 'foo-bar',
        'foo_bar' => 1,
        'petIds' => [7, 8],
        'anything' => new stdClass(),
    ]),
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($answer === false || $status >= 400) {
    fwrite(STDERR, $answer === false ? curl_error($curl) : "$status $answer");
    exit(1);
}
print_r(json_decode($answer, true));
