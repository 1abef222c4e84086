<?php

$petstorePlusToken = getenv('PETSTORE_PLUS_TOKEN') ?: throw new RuntimeException('PETSTORE_PLUS_TOKEN is not set');

$curl = curl_init('https://eu.petstore.example/v2/categories');
curl_setopt_array($curl, [
    CURLOPT_HTTPHEADER => [
        'Authorization: Bearer ' . $petstorePlusToken,
        'Accept: application/json',
    ],
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($answer === false || $status >= 400) {
    fwrite(STDERR, $answer === false ? curl_error($curl) : "$status $answer");
    exit(1);
}
print_r(json_decode($answer, true));
