<?php

$petstorePlusToken = getenv('PETSTORE_PLUS_TOKEN') ?: throw new RuntimeException('PETSTORE_PLUS_TOKEN is not set');

$curl = curl_init('https://eu.petstore.example/v2/orders/export');
curl_setopt_array($curl, [
    CURLOPT_HTTPHEADER => [
        'Authorization: Bearer ' . $petstorePlusToken,
        'Accept: application/x-ndjson',
    ],
    CURLOPT_WRITEFUNCTION => function ($curl, $chunk) {
        echo $chunk;
        return strlen($chunk);
    },
]);
$answer = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($answer === false || $status >= 400) {
    fwrite(STDERR, $answer === false ? curl_error($curl) : "$status $answer");
    exit(1);
}
